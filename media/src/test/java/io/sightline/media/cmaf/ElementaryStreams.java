package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes apart what ffmpeg writes: Annex B byte streams and ADTS, so that tests have real input. */
public final class ElementaryStreams {

    private ElementaryStreams() {}

    /** NAL units of an Annex B byte stream (ITU-T H.264 annex B), without their start codes. */
    public static List<ByteSequence> nalUnits(byte[] stream) {
        List<ByteSequence> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                if (begin >= 0) {
                    int end = i > begin && stream[i - 1] == 0 ? i - 1 : i;
                    units.add(slice(stream, begin, end));
                }
                begin = i + 3;
                i += 2;
            }
        }
        if (begin >= 0) {
            units.add(slice(stream, begin, stream.length));
        }
        return units;
    }

    /** Raw AAC frames of an ADTS stream (ISO/IEC 13818-7 §6.2), without their headers. */
    public static List<ByteSequence> adtsFrames(byte[] stream) {
        List<ByteSequence> frames = new ArrayList<>();
        int at = 0;
        while (at + 7 <= stream.length) {
            int length =
                    (stream[at + 3] & 3) << 11
                            | (stream[at + 4] & 0xFF) << 3
                            | (stream[at + 5] & 0xFF) >> 5;
            int header = (stream[at + 1] & 1) == 1 ? 7 : 9;
            frames.add(slice(stream, at + header, at + length));
            at += length;
        }
        return frames;
    }

    /** AudioSpecificConfig from the first ADTS header (ISO/IEC 14496-3 §1.A.4.3). */
    public static ByteSequence audioSpecificConfig(byte[] stream) {
        int objectType = ((stream[2] & 0xC0) >> 6) + 1;
        int rate = stream[2] >> 2 & 0xF;
        int channels = (stream[2] & 1) << 2 | (stream[3] & 0xC0) >> 6;
        int config = objectType << 11 | rate << 7 | channels << 3;
        return ByteSequence.copyOf((byte) (config >> 8), (byte) config);
    }

    private static ByteSequence slice(byte[] stream, int from, int to) {
        return ByteSequence.copyOf(ByteBuffer.wrap(stream, from, to - from));
    }
}
