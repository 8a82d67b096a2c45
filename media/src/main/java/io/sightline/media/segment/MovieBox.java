package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.cmaf.MovieHeader;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code moov} of a finished file: the tracks of the init {@code moov}, with sample tables in
 * place of the announcement of fragments (ISO/IEC 14496-12 §8.2).
 *
 * <p>Media times in it begin at 0; edit lists (§8.6.6) keep the tracks in step where their first
 * samples are not shown at the same moment, or are decoded before they are shown.
 */
final class MovieBox {

    private static final int MOVIE_TIMESCALE_HZ = MovieHeader.MOVIE_TIMESCALE_HZ;
    private static final long EPOCH_1904_SECONDS = 2_082_844_800L;
    private static final int BYTES_PER_SAMPLE = 12;

    private final long creationSeconds;
    private final List<Track> tracks;
    private final BoxWriter out;

    /** One {@code trak} of the init {@code moov} and its samples. */
    private record Track(ByteBuffer box, ByteBuffer media, SampleTable samples, int timescaleHz) {

        /**
         * When its first sample is shown on the stream's timeline: the composition time less what
         * the init segment's own edit list takes off.
         */
        double firstShownSeconds() {
            long ticks = samples.firstDecodeTicks() + samples.firstCompositionOffsetTicks();
            return (ticks - initEditTicks()) / (double) timescaleHz;
        }

        private long initEditTicks() {
            return Boxes.find(box, BoxTypes.EDTS)
                    .map(edits -> Boxes.require(edits.payload(), BoxTypes.ELST))
                    .map(TrackBoxes::lastMediaTime)
                    .orElse(0L);
        }

        long inMovieTicks(long ticks) {
            return Math.round(ticks * (double) MOVIE_TIMESCALE_HZ / timescaleHz);
        }
    }

    private MovieBox(ByteBuffer initMovie, List<SampleTable> samples, long wallClockMicros) {
        this.creationSeconds = Math.floorDiv(wallClockMicros, 1_000_000) + EPOCH_1904_SECONDS;
        this.tracks = tracks(initMovie, samples);
        int sampleCount = samples.stream().mapToInt(SampleTable::sampleCount).sum();
        this.out = new BoxWriter(4096 + sampleCount * BYTES_PER_SAMPLE);
    }

    /**
     * @param initMovie the payload of the init segment's {@code moov}
     * @param samples one table per track with samples, ended
     * @throws DamagedException when the init segment is not one of ours
     */
    static ByteBuffer write(ByteBuffer initMovie, List<SampleTable> samples, long wallClockMicros) {
        MovieBox movie = new MovieBox(initMovie, samples, wallClockMicros);
        movie.write();
        return movie.out.toByteBuffer();
    }

    private static List<Track> tracks(ByteBuffer initMovie, List<SampleTable> samples) {
        List<Track> tracks = new ArrayList<>();
        Boxes.forEach(
                initMovie,
                box -> {
                    if (box.type() != BoxTypes.TRAK) {
                        return;
                    }
                    ByteBuffer track = box.payload();
                    int id = TrackBoxes.trackId(Boxes.require(track, BoxTypes.TKHD));
                    ByteBuffer media = Boxes.require(track, BoxTypes.MDIA).payload();
                    samples.stream()
                            .filter(table -> table.trackId() == id && table.sampleCount() > 0)
                            .forEach(
                                    table ->
                                            tracks.add(
                                                    new Track(
                                                            track,
                                                            media,
                                                            table,
                                                            TrackBoxes.timescaleHz(media))));
                });
        return tracks;
    }

    private void write() {
        double origin = tracks.stream().mapToDouble(Track::firstShownSeconds).min().orElseThrow();
        out.begin(BoxTypes.MOOV);
        movieHeader(origin);
        for (Track track : tracks) {
            track(track, origin);
        }
        out.end();
    }

    private static long delayMovieTicks(Track track, double origin) {
        return Math.round((track.firstShownSeconds() - origin) * MOVIE_TIMESCALE_HZ);
    }

    /** How long the track is shown once it began. */
    private static long shownMovieTicks(Track track) {
        return track.inMovieTicks(track.samples().shownTicks());
    }

    private void movieHeader(double origin) {
        long duration = 0;
        int lastId = 0;
        for (Track track : tracks) {
            duration = Math.max(duration, delayMovieTicks(track, origin) + shownMovieTicks(track));
            lastId = Math.max(lastId, track.samples().trackId());
        }
        out.begin(BoxTypes.MVHD, 1, 0);
        out.u64(creationSeconds).u64(creationSeconds).u32(MOVIE_TIMESCALE_HZ).u64(duration);
        out.u32(0x00010000).u16(0x0100).zeros(10);
        out.unityMatrix().zeros(24).u32(lastId + 1L).end();
    }

    private void track(Track track, double origin) {
        out.begin(BoxTypes.TRAK);
        long delay = delayMovieTicks(track, origin);
        trackHeader(Boxes.require(track.box(), BoxTypes.TKHD), delay + shownMovieTicks(track));
        editList(track, delay);
        media(track);
        out.end();
    }

    private void trackHeader(Box init, long durationMovieTicks) {
        ByteBuffer in = init.fullPayload();
        int durationEnd = init.version() == 1 ? 32 : 20;
        out.begin(BoxTypes.TKHD, 1, init.flags());
        out.u64(creationSeconds).u64(creationSeconds).u32(TrackBoxes.trackId(init)).u32(0);
        out.u64(durationMovieTicks);
        out.copy(in.slice(durationEnd, in.limit() - durationEnd)).end();
    }

    private void editList(Track track, long delayMovieTicks) {
        out.begin(BoxTypes.EDTS);
        out.begin(BoxTypes.ELST, 1, 0);
        out.u32(delayMovieTicks > 0 ? 2 : 1);
        if (delayMovieTicks > 0) {
            out.u64(delayMovieTicks).u64(-1).u32(0x00010000);
        }
        out.u64(shownMovieTicks(track));
        // A negative one would say that nothing is shown (§8.6.6.3).
        out.u64(Math.max(0, track.samples().firstCompositionOffsetTicks())).u32(0x00010000);
        out.end().end();
    }

    private void media(Track track) {
        out.begin(BoxTypes.MDIA);
        Box init = Boxes.require(track.media(), BoxTypes.MDHD);
        ByteBuffer in = init.fullPayload();
        int languageAt = init.version() == 1 ? 28 : 16;
        out.begin(BoxTypes.MDHD, 1, 0);
        out.u64(creationSeconds).u64(creationSeconds).u32(track.timescaleHz());
        out.u64(track.samples().durationTicks());
        out.copy(in.slice(languageAt, 4)).end();
        out.copy(Boxes.require(track.media(), BoxTypes.HDLR).whole());
        mediaInformation(Boxes.require(track.media(), BoxTypes.MINF).payload(), track.samples());
        out.end();
    }

    /** Everything as in the init segment, with the sample tables filled. */
    private void mediaInformation(ByteBuffer init, SampleTable samples) {
        out.begin(BoxTypes.MINF);
        Boxes.forEach(
                init,
                box -> {
                    if (box.type() == BoxTypes.STBL) {
                        out.begin(BoxTypes.STBL);
                        out.copy(Boxes.require(box.payload(), BoxTypes.STSD).whole());
                        SampleTableBoxes.write(out, samples);
                        out.end();
                    } else {
                        out.copy(box.whole());
                    }
                });
        out.end();
    }
}
