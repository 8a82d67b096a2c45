package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects the samples of a file's chunks by track (ISO/IEC 14496-12 §8.8.4 … §8.8.8). */
final class SampleCollector {

    private static final int MOOF = Boxes.type("moof");
    private static final int TRAF = Boxes.type("traf");
    private static final int TFHD = Boxes.type("tfhd");
    private static final int TFDT = Boxes.type("tfdt");
    private static final int TRUN = Boxes.type("trun");

    // tf_flags and tr_flags.
    private static final int BASE_DATA_OFFSET = 0x1;
    private static final int SAMPLE_DESCRIPTION = 0x2;
    private static final int DEFAULT_DURATION = 0x8;
    private static final int DEFAULT_SIZE = 0x10;
    private static final int DEFAULT_FLAGS = 0x20;
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_SAMPLE_FLAGS = 0x4;
    private static final int SAMPLE_DURATION = 0x100;
    private static final int SAMPLE_SIZE = 0x200;
    private static final int SAMPLE_FLAGS = 0x400;
    private static final int COMPOSITION_OFFSET = 0x800;

    private static final int IS_NON_SYNC_SAMPLE = 0x10000;
    private static final int MAX_TRACKS = 32;
    private static final int MAX_SAMPLES_OF_RUN = 1 << 16;

    private final List<SampleTable> tables = new ArrayList<>();

    /** Adds the samples of a whole chunk that lies at {@code fileOffset}. */
    void add(ByteBuffer chunk, long fileOffset) {
        int start = chunk.position();
        Boxes.forEach(
                chunk,
                box -> {
                    if (box.type() == MOOF) {
                        addFragment(box, fileOffset + box.at() - start);
                    }
                });
    }

    /** Adds the samples of one {@code moof} that lies at {@code fileOffset}. */
    void addFragment(Box fragment, long fileOffset) {
        Boxes.forEach(
                fragment.payload(),
                box -> {
                    if (box.type() == TRAF) {
                        addTrackFragment(box.payload(), fileOffset);
                    }
                });
    }

    private void addTrackFragment(ByteBuffer boxes, long fragmentOffset) {
        TrackFragment fragment = new TrackFragment(fragmentOffset);
        Boxes.forEach(boxes, fragment::box);
    }

    /** The running state of one {@code traf}. */
    private final class TrackFragment {
        private final long fragmentOffset;
        private SampleTable table = new SampleTable(0);
        private int defaultDuration;
        private int defaultSize;
        private int defaultFlags;
        private long decodeTicks;

        TrackFragment(long fragmentOffset) {
            this.fragmentOffset = fragmentOffset;
        }

        void box(Box box) {
            if (box.type() == TFHD) {
                header(box);
            } else if (box.type() == TFDT) {
                ByteBuffer in = box.fullPayload();
                decodeTicks = box.version() == 1 ? in.getLong() : in.getInt() & 0xFFFFFFFFL;
            } else if (box.type() == TRUN) {
                run(box);
            }
        }

        private void header(Box box) {
            int flags = box.flags();
            ByteBuffer in = box.fullPayload();
            table = tableOf(in.getInt());
            if ((flags & BASE_DATA_OFFSET) != 0) {
                throw new DamagedException("data does not lie relative to its moof");
            }
            if ((flags & SAMPLE_DESCRIPTION) != 0) {
                in.getInt();
            }
            defaultDuration = (flags & DEFAULT_DURATION) != 0 ? in.getInt() : 0;
            defaultSize = (flags & DEFAULT_SIZE) != 0 ? in.getInt() : 0;
            defaultFlags = (flags & DEFAULT_FLAGS) != 0 ? in.getInt() : 0;
        }

        private void run(Box box) {
            int flags = box.flags();
            ByteBuffer in = box.fullPayload();
            int count = in.getInt();
            if (count < 0 || count > MAX_SAMPLES_OF_RUN) {
                throw new DamagedException("run of %d samples".formatted(count));
            }
            int dataOffset = (flags & DATA_OFFSET) != 0 ? in.getInt() : 0;
            int firstFlags = (flags & FIRST_SAMPLE_FLAGS) != 0 ? in.getInt() : defaultFlags;
            table.beginRun(fragmentOffset + dataOffset, decodeTicks);
            for (int i = 0; i < count; i++) {
                int duration = (flags & SAMPLE_DURATION) != 0 ? in.getInt() : defaultDuration;
                int size = (flags & SAMPLE_SIZE) != 0 ? in.getInt() : defaultSize;
                int sampleFlags = i == 0 ? firstFlags : defaultFlags;
                if ((flags & SAMPLE_FLAGS) != 0) {
                    sampleFlags = in.getInt();
                }
                int composition = (flags & COMPOSITION_OFFSET) != 0 ? in.getInt() : 0;
                table.add(size, duration, composition, (sampleFlags & IS_NON_SYNC_SAMPLE) == 0);
                decodeTicks += duration;
            }
        }
    }

    private SampleTable tableOf(int trackId) {
        for (SampleTable table : tables) {
            if (table.trackId() == trackId) {
                return table;
            }
        }
        if (tables.size() == MAX_TRACKS) {
            throw new DamagedException("more than %d tracks".formatted(MAX_TRACKS));
        }
        SampleTable table = new SampleTable(trackId);
        tables.add(table);
        return table;
    }

    /** Ends the collection. */
    List<SampleTable> tables() {
        tables.forEach(SampleTable::end);
        return List.copyOf(tables);
    }

    int heapBytes() {
        return tables.stream().mapToInt(SampleTable::heapBytes).sum();
    }
}
