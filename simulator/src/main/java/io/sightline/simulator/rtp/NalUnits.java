package io.sightline.simulator.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** NAL units out of the two ways in which encoders string them together. */
public final class NalUnits {

    private NalUnits() {}

    /** Start codes, ITU-T H.264 annex B. Positions of {@code unit} don't move. */
    public static List<ByteBuffer> fromAnnexB(ByteBuffer unit) {
        List<ByteBuffer> units = new ArrayList<>();
        int start = -1;
        int end = unit.limit();
        int i = unit.position();
        while (i + 3 <= end) {
            if (unit.get(i) == 0 && unit.get(i + 1) == 0 && unit.get(i + 2) == 1) {
                addTrimmed(units, unit, start, i);
                start = i + 3;
                i += 3;
            } else {
                i++;
            }
        }
        addTrimmed(units, unit, start, end);
        return units;
    }

    /** Zero bytes between NAL units belong to the start code or to nobody. */
    private static void addTrimmed(List<ByteBuffer> units, ByteBuffer unit, int start, int end) {
        int last = end;
        while (last > start && start >= 0 && unit.get(last - 1) == 0) {
            last--;
        }
        if (start >= 0 && last > start) {
            units.add(unit.slice(start, last - start));
        }
    }

    /** Lengths of four bytes, ISO/IEC 14496-15 §5. */
    public static List<ByteBuffer> fromLengthPrefixed(ByteBuffer unit) {
        List<ByteBuffer> units = new ArrayList<>();
        int at = unit.position();
        while (at + 4 <= unit.limit()) {
            int length = unit.getInt(at);
            if (length < 0 || length > unit.limit() - at - 4) {
                throw new IllegalArgumentException("NAL unit longer than its access unit");
            }
            if (length > 0) {
                units.add(unit.slice(at + 4, length));
            }
            at += 4 + length;
        }
        return units;
    }
}
