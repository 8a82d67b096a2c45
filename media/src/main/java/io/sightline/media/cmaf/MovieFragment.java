package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.BoxTypes.*;

import java.util.List;

/** Writes {@code moof} and the header of the {@code mdat} behind it (ISO/IEC 14496-12 §8.8). */
final class MovieFragment {

    /** Sample flags, §8.8.3.1: depends on no other, is a sync sample. */
    static final int SYNC_SAMPLE = 0x0200_0000;

    /** Sample flags: depends on others, is not a sync sample. */
    static final int DEPENDENT_SAMPLE = 0x0101_0000;

    static final int TFHD_DEFAULT_BASE_IS_MOOF = 0x02_0000;
    static final int TFHD_DEFAULT_DURATION = 0x08;
    static final int TFHD_DEFAULT_FLAGS = 0x20;

    static final int TRUN_DATA_OFFSET = 0x001;
    static final int TRUN_FIRST_SAMPLE_FLAGS = 0x004;
    static final int TRUN_DURATIONS = 0x100;
    static final int TRUN_SIZES = 0x200;
    static final int TRUN_FLAGS = 0x400;
    static final int TRUN_COMPOSITION_OFFSETS = 0x800;

    /** Those that stand with each sample. */
    static final int SAMPLE_FIELDS =
            TRUN_DURATIONS | TRUN_SIZES | TRUN_FLAGS | TRUN_COMPOSITION_OFFSETS;

    private static final int MDAT_HEADER_BYTES = 8;

    /** Where each track's data offset waits to be filled in; a stream has few tracks. */
    private int[] dataOffsetAt = new int[4];

    /**
     * @param tracks those whose run is not empty, in the order of their bytes in {@code mdat}
     */
    void write(BoxWriter out, long sequence, List<ChunkTrack> tracks) {
        if (dataOffsetAt.length < tracks.size()) {
            dataOffsetAt = new int[tracks.size()];
        }
        int moofAt = out.size();
        out.begin(MOOF).begin(MFHD, 0, 0).u32(sequence).end();
        for (int i = 0; i < tracks.size(); i++) {
            dataOffsetAt[i] = writeTrack(out, tracks.get(i));
        }
        out.end();
        int payload = out.size() - moofAt + MDAT_HEADER_BYTES;
        int size = MDAT_HEADER_BYTES;
        for (int i = 0; i < tracks.size(); i++) {
            out.patchU32(dataOffsetAt[i], payload);
            payload += tracks.get(i).buffer.payloadSize();
            size += tracks.get(i).buffer.payloadSize();
        }
        out.u32(size).u32(MDAT);
    }

    /** Writes the {@code traf} and says where its data offset is. */
    private static int writeTrack(BoxWriter out, ChunkTrack track) {
        SampleRun run = track.run;
        boolean sameDuration = sameDuration(run);
        out.begin(TRAF);
        out.begin(
                TFHD,
                0,
                TFHD_DEFAULT_BASE_IS_MOOF
                        | TFHD_DEFAULT_FLAGS
                        | (sameDuration ? TFHD_DEFAULT_DURATION : 0));
        out.u32(track.id());
        if (sameDuration) {
            out.u32(run.durationTicks(0));
        }
        out.u32(run.allSync() ? SYNC_SAMPLE : DEPENDENT_SAMPLE).end();
        out.begin(TFDT, 1, 0).u64(run.dtsTicks[0]).end();
        int dataOffset = writeRun(out, run, sameDuration);
        out.end();
        return dataOffset;
    }

    private static int writeRun(BoxWriter out, SampleRun run, boolean sameDuration) {
        boolean reordered = reordered(run);
        boolean firstOnlySync = !run.allSync() && run.sync[0] && onlyFirstSync(run);
        boolean ownFlags = !run.allSync() && !firstOnlySync && anySync(run);
        int flags =
                TRUN_DATA_OFFSET
                        | TRUN_SIZES
                        | (firstOnlySync ? TRUN_FIRST_SAMPLE_FLAGS : 0)
                        | (sameDuration ? 0 : TRUN_DURATIONS)
                        | (ownFlags ? TRUN_FLAGS : 0)
                        | (reordered ? TRUN_COMPOSITION_OFFSETS : 0);
        out.begin(TRUN, 0, flags).u32(run.count);
        int dataOffset = out.size();
        out.u32(0);
        if (firstOnlySync) {
            out.u32(SYNC_SAMPLE);
        }
        for (int i = 0; i < run.count; i++) {
            if (!sameDuration) {
                out.u32(run.durationTicks(i));
            }
            out.u32(run.sizes[i]);
            if (ownFlags) {
                out.u32(run.sync[i] ? SYNC_SAMPLE : DEPENDENT_SAMPLE);
            }
            if (reordered) {
                out.u32(run.compositionOffsetTicks(i));
            }
        }
        out.end();
        return dataOffset;
    }

    private static boolean sameDuration(SampleRun run) {
        int first = run.durationTicks(0);
        for (int i = 1; i < run.count; i++) {
            if (run.durationTicks(i) != first) {
                return false;
            }
        }
        return true;
    }

    private static boolean reordered(SampleRun run) {
        for (int i = 0; i < run.count; i++) {
            if (run.compositionOffsetTicks(i) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean onlyFirstSync(SampleRun run) {
        for (int i = 1; i < run.count; i++) {
            if (run.sync[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean anySync(SampleRun run) {
        for (int i = 0; i < run.count; i++) {
            if (run.sync[i]) {
                return true;
            }
        }
        return false;
    }
}
