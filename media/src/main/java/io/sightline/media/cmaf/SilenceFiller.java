package io.sightline.media.cmaf;

import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.OpusFormat;
import org.jspecify.annotations.Nullable;

/**
 * A frame of silence in a codec's own coding. It closes holes in audio, because a browser stops the
 * picture at the end of the audio it has, however much video follows.
 */
final class SilenceFiller {

    /**
     * One {@code single_channel_element} (ISO/IEC 14496-3 §4.4.2.1): id 0, tag 0, global gain 0, a
     * long window with {@code max_sfb} 0, no pulse, TNS or gain control data; then ID_END.
     */
    private static final byte[] AAC_MONO = {0x00, 0x00, 0x00, 0x07};

    /**
     * One {@code channel_pair_element}: id 1, tag 0, common window with {@code max_sfb} 0, no M/S,
     * two empty channel streams; then ID_END and two bits of padding.
     */
    private static final byte[] AAC_STEREO = {0x21, 0x00, 0x00, 0x00, 0x00, 0x1C};

    /** RFC 6716 §3.1: CELT, full band, one frame of 20 ms, and the range coder's silence flag. */
    private static final byte[] OPUS_MONO = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    private static final byte[] OPUS_STEREO = {(byte) 0xFC, (byte) 0xFF, (byte) 0xFE};
    private static final int OPUS_FRAME_TICKS = 960;

    private final byte[] frame;
    private final int frameTicks;

    private SilenceFiller(byte[] frame, int frameTicks) {
        this.frame = frame;
        this.frameTicks = frameTicks;
    }

    /** The filler of a format, or null when there is none: more channels, or not for browsers. */
    static @Nullable SilenceFiller of(AudioFormat format) {
        boolean mono = format.channels() == 1;
        if (format.channels() < 1 || format.channels() > 2) {
            return null;
        }
        return switch (format) {
            case AacFormat aac ->
                    new SilenceFiller(mono ? AAC_MONO : AAC_STEREO, aac.samplesPerFrame());
            case OpusFormat _ ->
                    new SilenceFiller(mono ? OPUS_MONO : OPUS_STEREO, OPUS_FRAME_TICKS);
            case G711Format _ -> null;
        };
    }

    byte[] frame() {
        return frame;
    }

    int frameTicks() {
        return frameTicks;
    }
}
