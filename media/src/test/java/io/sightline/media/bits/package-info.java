@NullMarked
package io.sightline.media.bits;

import org.jspecify.annotations.NullMarked;
