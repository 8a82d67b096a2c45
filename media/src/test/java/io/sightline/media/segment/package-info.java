@NullMarked
package io.sightline.media.segment;

import org.jspecify.annotations.NullMarked;
