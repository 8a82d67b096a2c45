@NullMarked
package io.sightline.media.codec;

import org.jspecify.annotations.NullMarked;
