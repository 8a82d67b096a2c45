/** Bytes and bits as the specifications count them. */
@NullMarked
package io.sightline.media.bits;

import org.jspecify.annotations.NullMarked;
