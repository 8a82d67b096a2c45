package io.sightline.media.cmaf;

import static io.sightline.media.cmaf.BoxTypes.*;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.TrackFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes init segments. They carry no edit list: presentation times in the chunks are the true ones
 * (see {@link DecodeOrder}).
 */
final class InitSegmentFactory {

    private static final int CAPACITY_BYTES = 2_048;

    private InitSegmentFactory() {}

    static InitSegment create(int version, List<TrackFormat> tracks) {
        ByteSequence recorded = header(tracks, track -> true);
        List<TrackFormat> playable =
                tracks.stream().filter(TrackFormat::playableInBrowsers).toList();
        ByteSequence playableHeader =
                playable.isEmpty()
                        ? ByteSequence.empty()
                        : playable.size() == tracks.size()
                                ? recorded
                                : header(tracks, TrackFormat::playableInBrowsers);
        String codecs =
                playable.stream().map(TrackFormat::codecString).collect(Collectors.joining(","));
        return new InitSegment(version, tracks, recorded, playableHeader, codecs);
    }

    private static ByteSequence header(List<TrackFormat> tracks, Predicate<TrackFormat> wanted) {
        BoxWriter out = new BoxWriter(CAPACITY_BYTES);
        MovieHeader.writeFileType(out);
        out.begin(MOOV);
        MovieHeader.writeMovieHeader(out, 0, tracks.size() + 1);
        for (int i = 0; i < tracks.size(); i++) {
            if (wanted.test(tracks.get(i))) {
                writeTrack(out, i + 1, tracks.get(i));
            }
        }
        out.begin(MVEX);
        for (int i = 0; i < tracks.size(); i++) {
            if (wanted.test(tracks.get(i))) {
                out.begin(TREX, 0, 0).u32(i + 1).u32(1).zeros(12).end();
            }
        }
        out.end().end();
        return out.toByteSequence();
    }

    private static void writeTrack(BoxWriter out, int trackId, TrackFormat format) {
        out.begin(TRAK);
        MovieHeader.writeTrackHeader(out, trackId, format, 0);
        out.begin(MDIA);
        MovieHeader.writeMediaHeader(out, format, 0);
        out.begin(MINF);
        MovieHeader.writeMediaInformation(out, format);
        out.begin(STBL);
        out.begin(STSD, 0, 0).u32(1);
        SampleEntries.write(out, format);
        out.end();
        out.begin(STTS, 0, 0).u32(0).end();
        out.begin(STSC, 0, 0).u32(0).end();
        out.begin(STSZ, 0, 0).u32(0).u32(0).end();
        out.begin(STCO, 0, 0).u32(0).end();
        out.end().end().end().end();
    }
}
