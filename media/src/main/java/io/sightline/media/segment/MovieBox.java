package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.DamagedException;
import io.sightline.media.segment.Boxes.Writer;
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

    private static final int MOVIE_TIMESCALE_HZ = 90_000;
    private static final long EPOCH_1904_SECONDS = 2_082_844_800L;
    private static final int BYTES_PER_SAMPLE = 12;

    private final long creationSeconds;
    private final List<Track> tracks;
    private final Writer out;

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
            return Boxes.find(box, "edts")
                    .map(edits -> Boxes.require(edits.payload(), "elst"))
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
        this.out = new Writer(4096 + sampleCount * BYTES_PER_SAMPLE);
    }

    /**
     * @param initMovie the payload of the init segment's {@code moov}
     * @param samples one table per track with samples, ended
     * @throws DamagedException when the init segment is not one of ours
     */
    static ByteBuffer write(ByteBuffer initMovie, List<SampleTable> samples, long wallClockMicros) {
        MovieBox movie = new MovieBox(initMovie, samples, wallClockMicros);
        movie.write();
        return movie.out.toBuffer();
    }

    private static List<Track> tracks(ByteBuffer initMovie, List<SampleTable> samples) {
        List<Track> tracks = new ArrayList<>();
        Boxes.forEach(
                initMovie,
                box -> {
                    if (box.type() != Boxes.type("trak")) {
                        return;
                    }
                    ByteBuffer track = box.payload();
                    int id = TrackBoxes.trackId(Boxes.require(track, "tkhd"));
                    ByteBuffer media = Boxes.require(track, "mdia").payload();
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
        int movie = out.begin("moov");
        movieHeader(origin);
        for (Track track : tracks) {
            track(track, origin);
        }
        out.end(movie);
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
        int box = out.beginFull("mvhd", 1, 0);
        out.u64(creationSeconds).u64(creationSeconds).u32(MOVIE_TIMESCALE_HZ).u64(duration);
        out.u32(0x00010000).u16(0x0100).zeros(10);
        unityMatrix();
        out.zeros(24).u32(lastId + 1L).end(box);
    }

    private void unityMatrix() {
        out.u32(0x00010000).zeros(12).u32(0x00010000).zeros(12).u32(0x40000000);
    }

    private void track(Track track, double origin) {
        int box = out.begin("trak");
        long delay = delayMovieTicks(track, origin);
        trackHeader(Boxes.require(track.box(), "tkhd"), delay + shownMovieTicks(track));
        editList(track, delay);
        media(track);
        out.end(box);
    }

    private void trackHeader(Box init, long durationMovieTicks) {
        ByteBuffer in = init.fullPayload();
        int durationEnd = init.version() == 1 ? 32 : 20;
        int box = out.beginFull("tkhd", 1, init.flags());
        out.u64(creationSeconds).u64(creationSeconds).u32(TrackBoxes.trackId(init)).u32(0);
        out.u64(durationMovieTicks);
        out.copy(in.slice(durationEnd, in.limit() - durationEnd)).end(box);
    }

    private void editList(Track track, long delayMovieTicks) {
        int edits = out.begin("edts");
        int list = out.beginFull("elst", 1, 0);
        out.u32(delayMovieTicks > 0 ? 2 : 1);
        if (delayMovieTicks > 0) {
            out.u64(delayMovieTicks).u64(-1).u32(0x00010000);
        }
        out.u64(shownMovieTicks(track));
        // A negative one would say that nothing is shown (§8.6.6.3).
        out.u64(Math.max(0, track.samples().firstCompositionOffsetTicks())).u32(0x00010000);
        out.end(list).end(edits);
    }

    private void media(Track track) {
        int box = out.begin("mdia");
        Box init = Boxes.require(track.media(), "mdhd");
        ByteBuffer in = init.fullPayload();
        int languageAt = init.version() == 1 ? 28 : 16;
        int header = out.beginFull("mdhd", 1, 0);
        out.u64(creationSeconds).u64(creationSeconds).u32(track.timescaleHz());
        out.u64(track.samples().durationTicks());
        out.copy(in.slice(languageAt, 4)).end(header);
        out.copy(Boxes.require(track.media(), "hdlr"));
        mediaInformation(Boxes.require(track.media(), "minf").payload(), track.samples());
        out.end(box);
    }

    /** Everything as in the init segment, with the sample tables filled. */
    private void mediaInformation(ByteBuffer init, SampleTable samples) {
        int information = out.begin("minf");
        Boxes.forEach(
                init,
                box -> {
                    if (box.type() == Boxes.type("stbl")) {
                        int tables = out.begin("stbl");
                        out.copy(Boxes.require(box.payload(), "stsd"));
                        SampleTableBoxes.write(out, samples);
                        out.end(tables);
                    } else {
                        out.copy(box);
                    }
                });
        out.end(information);
    }
}
