@NullMarked
package io.sightline.media.rtp;

import org.jspecify.annotations.NullMarked;
