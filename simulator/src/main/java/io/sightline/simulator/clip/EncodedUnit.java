package io.sightline.simulator.clip;

import java.nio.ByteBuffer;

/**
 * One access unit or audio frame of a loop, in decoding order.
 *
 * @param dtsTicks decoding time in the track's clock from the loop's beginning
 * @param ptsTicks presentation time in the same clock
 * @param data Annex B for H.264 and H.265, a JPEG file for MJPEG, a bare frame for audio
 */
public record EncodedUnit(long dtsTicks, long ptsTicks, boolean keyFrame, ByteBuffer data) {}
