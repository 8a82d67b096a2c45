package io.sightline.media.hls;

import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes playlists (RFC 8216bis §4). */
final class PlaylistWriter {

    /** Delta updates (EXT-X-SKIP) came with version 9, RFC 8216bis §8. */
    private static final int VERSION = 9;

    /** RFC 8216bis §4.4.3.8: the least skip boundary, in target durations. */
    private static final int SKIP_TARGETS = 6;

    /** RFC 8216bis §6.2.2: parts farther from the live edge need not be listed. */
    private static final int PARTS_TARGETS = 3;

    /** RFC 8216bis §4.4.3.8: PART-HOLD-BACK should be at least three part targets. */
    private static final int HOLD_BACK_PARTS = 3;

    /** A live encoder's peaks to come are not known: declared above those seen. */
    private static final double BANDWIDTH_MARGIN = 1.2;

    private static final int INITIAL_CAPACITY = 8_192;

    private PlaylistWriter() {}

    /**
     * @param listed complete segments, oldest first, at least one
     * @param open the segment under way
     * @param nextPart hint to the part after the newest
     * @param multivariant what {@link #multivariant} made when the newest segment was closed
     */
    static LivePlaylist write(
            SessionTargets targets,
            List<LiveSegment> listed,
            @Nullable LiveSegment open,
            long discontinuitySequence,
            HlsResource.Part nextPart,
            ByteBuffer multivariant) {
        long openMicros = open == null ? 0 : open.durationMicros();
        int skipped =
                countBeyond(listed, SKIP_TARGETS * targets.targetDurationMicros(), openMicros);
        int partsFrom =
                countBeyond(listed, PARTS_TARGETS * targets.targetDurationMicros(), openMicros);
        StringBuilder header = new StringBuilder(512);
        header(header, targets, listed.getFirst().mediaSequence(), discontinuitySequence);

        StringBuilder full = new StringBuilder(INITIAL_CAPACITY).append(header);
        body(full, listed, 0, partsFrom, open, nextPart);
        ByteBuffer fullBytes = bytes(full);
        ByteBuffer deltaBytes = fullBytes;
        if (skipped > 0) {
            StringBuilder delta = new StringBuilder(INITIAL_CAPACITY).append(header);
            delta.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
            body(delta, listed, skipped, partsFrom, open, nextPart);
            deltaBytes = bytes(delta);
        }
        return new LivePlaylist(
                fullBytes,
                deltaBytes,
                multivariant,
                listed.getLast().mediaSequence(),
                open == null ? 0 : open.parts().size(),
                targets.targetDurationSeconds());
    }

    /** How many of the oldest segments end farther than {@code boundary} from the live edge. */
    private static int countBeyond(List<LiveSegment> listed, long boundary, long openMicros) {
        long distance = openMicros;
        for (int i = listed.size() - 1; i >= 0; i--) {
            if (distance >= boundary) {
                return i + 1;
            }
            distance += listed.get(i).durationMicros();
        }
        return 0;
    }

    private static void header(
            StringBuilder text,
            SessionTargets targets,
            long firstMediaSequence,
            long discontinuitySequence) {
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION);
        text.append("\n#EXT-X-TARGETDURATION:").append(targets.targetDurationSeconds());
        text.append("\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=");
        Seconds.append(text, HOLD_BACK_PARTS * targets.partTargetMicros());
        text.append(",CAN-SKIP-UNTIL=");
        Seconds.append(text, SKIP_TARGETS * targets.targetDurationMicros());
        text.append("\n#EXT-X-PART-INF:PART-TARGET=");
        Seconds.append(text, targets.partTargetMicros());
        text.append("\n#EXT-X-MEDIA-SEQUENCE:").append(firstMediaSequence);
        text.append("\n#EXT-X-DISCONTINUITY-SEQUENCE:").append(discontinuitySequence);
        text.append('\n');
    }

    private static void body(
            StringBuilder text,
            List<LiveSegment> listed,
            int from,
            int partsFrom,
            @Nullable LiveSegment open,
            HlsResource.Part nextPart) {
        HlsResource.@Nullable Init init = from == 0 ? null : listed.get(from - 1).init();
        for (int i = from; i < listed.size(); i++) {
            LiveSegment segment = listed.get(i);
            segmentTags(text, segment, init, i == 0);
            init = segment.init();
            if (i >= partsFrom) {
                text.append(segment.partLines());
            }
            text.append(segment.lines());
        }
        if (open != null) {
            segmentTags(text, open, init, false);
            text.append(open.describeParts());
        }
        text.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"").append(nextPart).append("\"\n");
    }

    /**
     * Tags that apply to a segment and its first part stand before the first part (RFC 8216bis
     * §4.4.4.9). A discontinuity before the first segment listed is in the
     * EXT-X-DISCONTINUITY-SEQUENCE already.
     */
    private static void segmentTags(
            StringBuilder text,
            LiveSegment segment,
            HlsResource.@Nullable Init initBefore,
            boolean first) {
        if (segment.discontinuity() && !first) {
            text.append("#EXT-X-DISCONTINUITY\n");
        }
        if (!segment.init().equals(initBefore)) {
            text.append("#EXT-X-MAP:URI=\"").append(segment.init()).append("\"\n");
        }
        segment.describeDate(text);
    }

    /** RFC 8216bis §4.4.6.2: one variant; a browser decides by its codecs. */
    static ByteBuffer multivariant(Collection<LiveSegment> listed, InitSegment init) {
        long peak = 1;
        long bytes = 0;
        long micros = 1;
        int frames = 0;
        for (LiveSegment segment : listed) {
            if (segment.initSegment().version() != init.version()) {
                continue;
            }
            peak = Math.max(peak, bitrate(segment.sizeBytes(), segment.durationMicros()));
            bytes += segment.sizeBytes();
            micros += segment.durationMicros();
            for (LivePart part : segment.parts()) {
                frames += part.chunk().info().videoFrames();
            }
        }
        StringBuilder text = new StringBuilder(256);
        text.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION).append('\n');
        text.append("#EXT-X-STREAM-INF:BANDWIDTH=").append((long) (peak * BANDWIDTH_MARGIN));
        text.append(",AVERAGE-BANDWIDTH=").append(bitrate(bytes, micros));
        text.append(",CODECS=\"").append(init.codecs()).append('"');
        for (TrackFormat track : init.tracks()) {
            if (track instanceof VideoFormat video && video.playableInBrowsers()) {
                text.append(",RESOLUTION=").append(video.widthPixels());
                text.append('x').append(video.heightPixels());
            }
        }
        if (frames > 0) {
            double framesPerSecond = frames * 1_000_000.0 / micros;
            text.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", framesPerSecond));
        }
        return bytes(text.append('\n').append(HlsResource.MEDIA_PLAYLIST_NAME).append('\n'));
    }

    private static long bitrate(long bytes, long micros) {
        return bytes * 8_000_000 / Math.max(1, micros);
    }

    private static ByteBuffer bytes(StringBuilder text) {
        return StandardCharsets.UTF_8.encode(text.toString()).asReadOnlyBuffer();
    }
}
