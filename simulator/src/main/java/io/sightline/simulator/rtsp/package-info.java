/** An RTSP 1.0 server (RFC 2326) that is cheap enough to play hundreds of cameras in one thread. */
@NullMarked
package io.sightline.simulator.rtsp;

import org.jspecify.annotations.NullMarked;
