package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the samples that a {@code moof} tells of (ISO/IEC 14496-12 §8.8.4 … §8.8.8), as far as our
 * own chunks go: data lies relative to the {@code moof}, and defaults lie in {@code tfhd}.
 */
final class FragmentParser {

    /** Takes what a {@code moof} holds. */
    interface Visitor {

        /** Samples of {@code track} follow, whose bytes lie from {@code fileOffset} on. */
        void run(int track, long fileOffset, long decodeTicks);

        /** One sample of the run begun last. */
        void sample(int sizeBytes, long durationTicks, int compositionOffsetTicks, boolean sync);
    }

    /** Wants to know nothing. */
    static final Visitor NOBODY =
            new Visitor() {
                @Override
                public void run(int track, long fileOffset, long decodeTicks) {}

                @Override
                public void sample(
                        int sizeBytes,
                        long durationTicks,
                        int compositionOffsetTicks,
                        boolean sync) {}
            };

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
    private static final int MAX_SAMPLES_OF_RUN = 1 << 16;

    private final long fragmentOffset;
    private final Visitor visitor;

    // The running state of one traf.
    private int track;
    private int defaultDuration;
    private int defaultSize;
    private int defaultFlags;
    private long decodeTicks;

    private FragmentParser(long fragmentOffset, Visitor visitor) {
        this.fragmentOffset = fragmentOffset;
        this.visitor = visitor;
    }

    /**
     * @param fragment a whole {@code moof}
     * @param fragmentOffset where it lies in its file
     * @throws DamagedException when it is no such box
     */
    static void parse(Box fragment, long fragmentOffset, Visitor visitor) {
        try {
            Boxes.forEach(
                    fragment.payload(),
                    box -> {
                        if (box.type() == TRAF) {
                            FragmentParser parser = new FragmentParser(fragmentOffset, visitor);
                            Boxes.forEach(box.payload(), parser::box);
                        }
                    });
        } catch (BufferUnderflowException e) {
            throw new DamagedException("a box of a moof is cut short");
        }
    }

    private void box(Box box) {
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
        track = in.getInt();
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
        visitor.run(track, fragmentOffset + dataOffset, decodeTicks);
        for (int i = 0; i < count; i++) {
            int duration = (flags & SAMPLE_DURATION) != 0 ? in.getInt() : defaultDuration;
            int size = (flags & SAMPLE_SIZE) != 0 ? in.getInt() : defaultSize;
            int sampleFlags = i == 0 ? firstFlags : defaultFlags;
            if ((flags & SAMPLE_FLAGS) != 0) {
                sampleFlags = in.getInt();
            }
            int composition = (flags & COMPOSITION_OFFSET) != 0 ? in.getInt() : 0;
            if (size < 0 || duration < 0) {
                throw new DamagedException(
                        "sample of %d bytes, %d ticks".formatted(size, duration));
            }
            visitor.sample(size, duration, composition, (sampleFlags & IS_NON_SYNC_SAMPLE) == 0);
            decodeTicks += duration;
        }
    }
}
