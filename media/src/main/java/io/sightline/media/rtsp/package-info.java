/**
 * The RTSP/1.0 client (RFC 2326): pulls a camera's media into a stream. {@link
 * io.sightline.media.rtsp.RtspSource} is a stream's source, {@link
 * io.sightline.media.rtsp.RtspProbe} asks once what a camera offers.
 */
@NullMarked
package io.sightline.media.rtsp;

import org.jspecify.annotations.NullMarked;
