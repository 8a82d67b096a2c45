package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.ByteBuffer;

/** The few fields of a {@code trak} that are read back (ISO/IEC 14496-12 §8.3, §8.4, §8.6.6). */
final class TrackBoxes {

    private TrackBoxes() {}

    static int trackId(Box trackHeader) {
        return field(trackHeader, trackHeader.version() == 1 ? 16 : 8);
    }

    /** Of a {@code trex}, §8.8.3. */
    static int defaultsTrackId(Box defaults) {
        return field(defaults, 0);
    }

    static int timescaleHz(ByteBuffer media) {
        Box header = Boxes.require(media, BoxTypes.MDHD);
        int timescale = field(header, header.version() == 1 ? 16 : 8);
        if (timescale <= 0) {
            throw new DamagedException("timescale of " + timescale);
        }
        return timescale;
    }

    /** The media time at which the last edit of the list begins. */
    static long lastMediaTime(Box editList) {
        ByteBuffer in = editList.fullPayload();
        int entryBytes = editList.version() == 1 ? 20 : 12;
        int count = field(editList, 0);
        if (count < 1 || in.limit() - 4 < (long) count * entryBytes) {
            throw new DamagedException("edit list of %d entries".formatted(count));
        }
        int at = 4 + (count - 1) * entryBytes;
        return editList.version() == 1 ? in.getLong(at + 8) : in.getInt(at + 4);
    }

    private static int field(Box box, int at) {
        ByteBuffer in = box.fullPayload();
        if (in.limit() < at + 4) {
            throw new DamagedException("box too short");
        }
        return in.getInt(at);
    }
}
