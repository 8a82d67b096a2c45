/** Pictures drawn now and encoded now: from a scene through ffmpeg to a camera. */
@NullMarked
package io.sightline.simulator.live;

import org.jspecify.annotations.NullMarked;
