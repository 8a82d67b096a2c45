/**
 * CMAF chunks (ISO/IEC 23000-19): made once per stream, then recorded, served and pushed as they
 * are.
 */
@NullMarked
package io.sightline.media.cmaf;

import org.jspecify.annotations.NullMarked;
