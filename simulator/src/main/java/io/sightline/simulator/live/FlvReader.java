package io.sightline.simulator.live;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes H.264 access units out of an FLV stream (Adobe FLV 10.1 annex E), which ffmpeg writes
 * packet by packet with lengths, so that a picture need not wait for the next one to be known as
 * whole.
 */
final class FlvReader {

    /** The stream's parameter sets, NAL units without lengths. */
    record ParameterSets(List<ByteBuffer> nals) {}

    /** One access unit: NAL units behind four-byte lengths. */
    record AccessUnit(boolean keyFrame, ByteBuffer data) {}

    private static final int FILE_HEADER_BYTES = 9;
    private static final int PREVIOUS_TAG_SIZE_BYTES = 4;
    private static final int VIDEO_TAG = 9;
    private static final int VIDEO_HEADER_BYTES = 5;
    private static final int KEY_FRAME = 1;
    private static final int SEQUENCE_HEADER = 0;
    private static final int NAL_UNITS = 1;
    private static final int MAX_TAG_BYTES = 8 << 20;

    private final DataInputStream in;
    private Optional<ParameterSets> parameterSets = Optional.empty();

    FlvReader(InputStream in) throws IOException {
        this.in = new DataInputStream(in);
        this.in.readFully(new byte[FILE_HEADER_BYTES]);
    }

    /** Known once the first access unit is. */
    Optional<ParameterSets> parameterSets() {
        return parameterSets;
    }

    /** Blocks for the next access unit. */
    AccessUnit next() throws IOException {
        while (true) {
            in.readFully(new byte[PREVIOUS_TAG_SIZE_BYTES]);
            int type = in.readUnsignedByte();
            int size = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
            in.readFully(new byte[7]);
            if (size > MAX_TAG_BYTES) {
                throw new IOException("FLV tag of " + size + " bytes");
            }
            byte[] body = new byte[size];
            in.readFully(body);
            if (type != VIDEO_TAG || size <= VIDEO_HEADER_BYTES) {
                continue;
            }
            ByteBuffer data = ByteBuffer.wrap(body, VIDEO_HEADER_BYTES, size - VIDEO_HEADER_BYTES);
            if (body[1] == SEQUENCE_HEADER) {
                parameterSets = Optional.of(parameterSets(data.slice()));
            } else if (body[1] == NAL_UNITS) {
                return new AccessUnit(((body[0] >> 4) & 0xF) == KEY_FRAME, data.slice());
            }
        }
    }

    /** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1. */
    private static ParameterSets parameterSets(ByteBuffer configuration) throws IOException {
        if (configuration.remaining() < 7) {
            throw new EOFException("decoder configuration cut short");
        }
        List<ByteBuffer> nals = new ArrayList<>();
        int at = 5;
        int count = configuration.get(at++) & 0x1F;
        at = takeSets(configuration, at, count, nals);
        count = configuration.get(at++);
        takeSets(configuration, at, count, nals);
        return new ParameterSets(List.copyOf(nals));
    }

    private static int takeSets(ByteBuffer from, int start, int count, List<ByteBuffer> nals)
            throws IOException {
        int at = start;
        for (int i = 0; i < count; i++) {
            int length = from.getShort(at) & 0xFFFF;
            if (at + 2 + length > from.limit()) {
                throw new EOFException("decoder configuration cut short");
            }
            nals.add(from.slice(at + 2, length));
            at += 2 + length;
        }
        return at;
    }
}
