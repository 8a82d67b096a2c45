package io.sightline.media.rtsp;

import io.sightline.media.rtp.PayloadFormat;
import io.sightline.media.rtsp.ProbeResult.ProbedTrack;
import io.sightline.media.sdp.MediaDescription;
import io.sightline.media.sdp.MediaDescription.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a camera what it offers, without pulling it. */
public final class RtspProbe {

    private RtspProbe() {}

    /**
     * Connects, describes and disconnects. Blocks for as long as the time-outs allow; meant for a
     * virtual thread.
     */
    public static ProbeResult probe(RtspAddress address, RtspSettings settings) {
        try {
            Description description = Description.of(address, settings, new Cancellation());
            try (RtspConnection _ = description.connection()) {
                // Fails as a stream would.
                TrackPlan.choose(description.media(), description.base());
                return new ProbeResult.Found(tracks(description.media().media()));
            }
        } catch (RtspFailure e) {
            return new ProbeResult.Failed(e.failure());
        }
    }

    private static List<ProbedTrack> tracks(List<MediaDescription> media) {
        List<ProbedTrack> tracks = new ArrayList<>();
        for (MediaDescription one : media) {
            if (one.kind() != Kind.OTHER) {
                tracks.add(track(one.kind() == Kind.VIDEO, TrackPlan.formatOf(one)));
            }
        }
        return tracks;
    }

    private static ProbedTrack track(boolean video, PayloadFormat format) {
        return switch (format) {
            case PayloadFormat.Described described ->
                    new ProbedTrack(
                            video, described.codecName(), true, Optional.of(described.format()));
            case PayloadFormat.InBand inBand ->
                    new ProbedTrack(video, inBand.codecName(), true, Optional.empty());
            case PayloadFormat.Unsupported(String codec, _) ->
                    new ProbedTrack(video, codec, false, Optional.empty());
            case PayloadFormat.Malformed(String codec, _) ->
                    new ProbedTrack(video, codec, false, Optional.empty());
        };
    }
}
