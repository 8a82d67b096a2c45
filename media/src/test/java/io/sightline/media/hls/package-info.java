@NullMarked
package io.sightline.media.hls;

import org.jspecify.annotations.NullMarked;
