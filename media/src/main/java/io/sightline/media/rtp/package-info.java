/**
 * From RTP packets to access units: one depacketiser per codec, loss, reordering, RTCP. Everything
 * here runs on the stream's media loop.
 */
@NullMarked
package io.sightline.media.rtp;

import org.jspecify.annotations.NullMarked;
