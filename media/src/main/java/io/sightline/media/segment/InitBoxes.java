package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.segment.Boxes.Box;
import io.sightline.media.segment.SegmentLayout.TrackTiming;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** The init segment of a file, as it is or with the tracks that browsers take only. */
final class InitBoxes {

    private InitBoxes() {}

    static ByteBuffer of(SegmentLayout layout, boolean playableOnly) {
        BoxWriter out = new BoxWriter(layout.fileType().limit() + layout.movie().limit());
        if (!playableOnly || layout.header().whollyPlayable()) {
            return out.copy(layout.fileType()).copy(layout.movie()).toByteBuffer();
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
        out.begin(BoxTypes.MOOV);
        Boxes.forEach(layout.moviePayload(), box -> copyMovieBox(out, box, kept));
        return out.end().toByteBuffer();
    }

    private static void copyMovieBox(BoxWriter out, Box box, Set<Integer> kept) {
        if (box.type() == BoxTypes.TRAK) {
            Box header = Boxes.require(box.payload(), BoxTypes.TKHD);
            if (kept.contains(TrackBoxes.trackId(header))) {
                out.copy(box.whole());
            }
        } else if (box.type() == BoxTypes.MVEX) {
            out.begin(BoxTypes.MVEX);
            Boxes.forEach(box.payload(), inner -> copyDefaults(out, inner, kept));
            out.end();
        } else {
            out.copy(box.whole());
        }
    }

    private static void copyDefaults(BoxWriter out, Box box, Set<Integer> kept) {
        if (box.type() != BoxTypes.TREX || kept.contains(TrackBoxes.defaultsTrackId(box))) {
            out.copy(box.whole());
        }
    }
}
