package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.MovieFragment.*;

import java.util.ArrayList;
import java.util.List;

/** Reads the {@code traf} boxes that {@link MovieFragment} writes (ISO/IEC 14496-12 §8.8). */
final class FragmentReader {

    private static final int MAX_TRACKS = 64;
    private static final int MAX_SAMPLES = 1 << 16;

    private static final int TFHD_BASE_DATA_OFFSET = 0x1;
    private static final int TFHD_SAMPLE_DESCRIPTION = 0x2;
    private static final int TFHD_DEFAULT_SIZE = 0x10;
    private static final int NON_SYNC_SAMPLE = 0x1_0000;

    private final BoxReader traf;
    private final int fragmentAt;

    private int trackId;
    private int defaultDuration;
    private int defaultSize;
    private int defaultFlags;
    private long decodeTicks;

    private FragmentReader(BoxReader traf, int fragmentAt) {
        this.traf = traf;
        this.fragmentAt = fragmentAt;
    }

    /**
     * @param moof a reader of what is inside the {@code moof}; says afterwards what was wrong
     * @param fragmentAt where the {@code moof} lies in its chunk
     */
    static List<TrackRun> read(BoxReader moof, int fragmentAt) {
        List<TrackRun> runs = new ArrayList<>();
        while (moof.next()) {
            if (moof.type() == BoxTypes.TRAF) {
                if (runs.size() == MAX_TRACKS) {
                    moof.fail("too many tracks in a fragment", moof.position());
                    return runs;
                }
                new FragmentReader(moof.content(), fragmentAt).readTrack(runs);
            }
        }
        return runs;
    }

    private void readTrack(List<TrackRun> runs) {
        boolean headed = false;
        boolean timed = false;
        while (traf.next()) {
            BoxReader box = traf.content();
            int versionAndFlags = box.i32();
            if (traf.type() == BoxTypes.TFHD) {
                headed = true;
                readHeader(box, versionAndFlags);
            } else if (traf.type() == BoxTypes.TFDT) {
                timed = true;
                decodeTicks = versionAndFlags >>> 24 == 1 ? box.i64() : box.u32();
            } else if (traf.type() == BoxTypes.TRUN && headed && timed) {
                readRun(box, versionAndFlags, runs);
                return;
            }
        }
        traf.fail("track fragment without header, decode time or samples", traf.position());
    }

    private void readHeader(BoxReader box, int flags) {
        trackId = box.i32();
        if ((flags & TFHD_BASE_DATA_OFFSET) != 0) {
            box.fail("data does not lie relative to its moof", box.position());
        }
        box.skip((flags & TFHD_SAMPLE_DESCRIPTION) != 0 ? 4 : 0);
        defaultDuration = (flags & TFHD_DEFAULT_DURATION) != 0 ? box.i32() : 0;
        defaultSize = (flags & TFHD_DEFAULT_SIZE) != 0 ? box.i32() : 0;
        defaultFlags = (flags & TFHD_DEFAULT_FLAGS) != 0 ? box.i32() : 0;
    }

    private void readRun(BoxReader box, int flags, List<TrackRun> runs) {
        long count = box.u32();
        int dataOffset = (flags & TRUN_DATA_OFFSET) != 0 ? box.i32() : 0;
        int firstFlags = (flags & TRUN_FIRST_SAMPLE_FLAGS) != 0 ? box.i32() : defaultFlags;
        int fields = Integer.bitCount(flags & SAMPLE_FIELDS);
        // Without fields a count costs no bytes: the cap alone bounds what is allocated.
        if (count < 1 || count > MAX_SAMPLES || count * 4 * fields > box.remaining()) {
            box.fail("run of %d samples".formatted(count), box.position());
            return;
        }
        int[] sizes = new int[(int) count];
        int[] durations = new int[sizes.length];
        int[] offsets = new int[sizes.length];
        boolean[] sync = new boolean[sizes.length];
        long bytes = 0;
        long ticks = 0;
        for (int i = 0; i < sizes.length; i++) {
            durations[i] = (flags & TRUN_DURATIONS) != 0 ? box.i32() : defaultDuration;
            sizes[i] = (flags & TRUN_SIZES) != 0 ? box.i32() : defaultSize;
            int own = i == 0 ? firstFlags : defaultFlags;
            own = (flags & TRUN_FLAGS) != 0 ? box.i32() : own;
            sync[i] = (own & NON_SYNC_SAMPLE) == 0;
            offsets[i] = (flags & TRUN_COMPOSITION_OFFSETS) != 0 ? box.i32() : 0;
            if (sizes[i] < 0 || durations[i] < 0) {
                box.fail("sample of impossible size or duration", box.position());
                return;
            }
            bytes += sizes[i];
            ticks += durations[i];
        }
        long end = (long) fragmentAt + dataOffset + bytes;
        if (dataOffset < 0 || end > ChunkHeader.MAX_CHUNK_BYTES || decodeTicks < 0 || ticks < 0) {
            box.fail("samples outside of their chunk or before its time", box.position());
            return;
        }
        runs.add(
                new TrackRun(
                        trackId,
                        decodeTicks,
                        fragmentAt + dataOffset,
                        sizes,
                        durations,
                        offsets,
                        sync,
                        (int) bytes));
    }
}
