package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.Boxes.Writer;
import io.sightline.media.segment.SegmentLayout.TrackTiming;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** The init segment of a file, as it is or with the tracks that browsers take only. */
final class InitBoxes {

    private InitBoxes() {}

    static ByteBuffer of(SegmentLayout layout, boolean playableOnly) {
        Writer out = new Writer(layout.fileType().limit() + layout.movie().limit());
        if (!playableOnly || layout.header().whollyPlayable()) {
            return out.copy(layout.fileType()).copy(layout.movie()).toBuffer();
        }
        Set<Integer> kept =
                layout.tracks().stream()
                        .filter(TrackTiming::playable)
                        .map(TrackTiming::id)
                        .collect(Collectors.toSet());
        if (kept.isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        out.copy(layout.fileType());
        int movie = out.begin("moov");
        Boxes.forEach(layout.moviePayload(), box -> copyMovieBox(out, box, kept));
        return out.end(movie).toBuffer();
    }

    private static void copyMovieBox(Writer out, Box box, Set<Integer> kept) {
        if (box.type() == Boxes.type("trak")) {
            Box header = Boxes.require(box.payload(), "tkhd");
            if (kept.contains(TrackBoxes.trackId(header))) {
                out.copy(box);
            }
        } else if (box.type() == Boxes.type("mvex")) {
            int defaults = out.begin("mvex");
            Boxes.forEach(box.payload(), inner -> copyDefaults(out, inner, kept));
            out.end(defaults);
        } else {
            out.copy(box);
        }
    }

    private static void copyDefaults(Writer out, Box box, Set<Integer> kept) {
        if (box.type() != Boxes.type("trex") || kept.contains(TrackBoxes.defaultsTrackId(box))) {
            out.copy(box);
        }
    }
}
