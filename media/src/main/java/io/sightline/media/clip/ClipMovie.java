package io.sightline.media.clip;

import static io.sightline.media.cmaf.BoxTypes.*;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.cmaf.MovieHeader;
import java.util.List;

/**
 * Writes what stands before a clip's media: {@code ftyp}, {@code moov} and the header of {@code
 * mdat}.
 */
final class ClipMovie {

    private static final int MOVIE_HZ = MovieHeader.MOVIE_TIMESCALE_HZ;
    private static final int MDAT_HEADER_BYTES = 16;
    private static final int RATE_1 = 0x1_0000;

    private final List<ClipTrack> tracks;
    private final long startTicks;
    private final long endTicks;
    private final long payloadBytes;

    /**
     * @param startTicks what is shown first, on the clip's timeline, in the movie's timescale
     * @param endTicks where it ends
     * @param payloadBytes of {@code mdat}
     */
    ClipMovie(List<ClipTrack> tracks, long startTicks, long endTicks, long payloadBytes) {
        this.tracks = tracks;
        this.startTicks = startTicks;
        this.endTicks = endTicks;
        this.payloadBytes = payloadBytes;
    }

    /**
     * Written twice: offsets depend on the length of the header, whose length they don't change.
     */
    ByteSequence write() {
        int samples = tracks.stream().mapToInt(ClipTrack::sampleCount).sum();
        BoxWriter out = new BoxWriter(4_096 + 6 * samples);
        // Header included, with room to spare: 64-bit offsets from a little below 4 GiB on.
        boolean large = payloadBytes + 16L * samples + (1 << 20) > 0xFFFF_FFFFL;
        write(out, 0, large);
        int headerBytes = out.size();
        write(out.clear(), headerBytes, large);
        return out.toByteSequence();
    }

    private void write(BoxWriter out, long payloadAt, boolean largeOffsets) {
        MovieHeader.writeFileType(out);
        out.begin(MOOV);
        MovieHeader.writeMovieHeader(out, endTicks - startTicks, tracks.size() + 1);
        for (int i = 0; i < tracks.size(); i++) {
            writeTrack(out, i + 1, tracks.get(i), payloadAt, largeOffsets);
        }
        out.end();
        out.u32(1).u32(MDAT).u64(MDAT_HEADER_BYTES + payloadBytes); // 64-bit size, §4.2.2
    }

    private void writeTrack(
            BoxWriter out, int trackId, ClipTrack track, long payloadAt, boolean largeOffsets) {
        long mediaStart = inTrack(track, startTicks) - track.startTicks();
        // A track that begins later than the clip waits in an empty edit.
        long delay = mediaStart < 0 ? inMovie(track, -mediaStart) : 0;
        long trackEnd = inMovie(track, track.shownUntilTicks());
        long shown = Math.max(0, Math.min(endTicks, trackEnd) - startTicks - delay);
        out.begin(TRAK);
        MovieHeader.writeTrackHeader(out, trackId, track.format(), delay + shown);
        writeEdits(out, delay, shown, Math.max(0, mediaStart));
        out.begin(MDIA);
        MovieHeader.writeMediaHeader(out, track.format(), track.endTicks() - track.startTicks());
        out.begin(MINF);
        MovieHeader.writeMediaInformation(out, track.format());
        track.writeTables(out, payloadAt, largeOffsets);
        out.end().end().end();
    }

    /** {@code elst}, §8.6.6: from the first frame wanted, whatever key frame lies before it. */
    private static void writeEdits(BoxWriter out, long delay, long shown, long mediaTime) {
        out.begin(EDTS).begin(ELST, 1, 0).u32(delay > 0 ? 2 : 1);
        if (delay > 0) {
            out.u64(delay).u64(-1).u32(RATE_1);
        }
        out.u64(shown).u64(mediaTime).u32(RATE_1).end().end();
    }

    private static long inTrack(ClipTrack track, long movieTicks) {
        return Math.floorDiv(movieTicks * track.timescaleHz(), MOVIE_HZ);
    }

    private static long inMovie(ClipTrack track, long trackTicks) {
        return Math.floorDiv(trackTicks * MOVIE_HZ, track.timescaleHz());
    }
}
