package io.sightline.media.rtsp;

import io.sightline.media.rtp.PayloadFormat;
import io.sightline.media.rtp.RtpPayload;
import io.sightline.media.sdp.MediaDescription;
import io.sightline.media.sdp.MediaDescription.Direction;
import io.sightline.media.sdp.MediaDescription.Kind;
import io.sightline.media.sdp.SessionDescription;
import io.sightline.media.stream.StreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A track that is going to be pulled.
 *
 * @param controlUrl for SETUP
 */
record TrackPlan(PayloadFormat.Receivable format, String controlUrl) {

    /**
     * What is going to be pulled.
     *
     * @param leftOut tracks that cannot be received, where no audio is left
     */
    record Choice(List<TrackPlan> tracks, List<String> leftOut) {
        Choice {
            tracks = List.copyOf(tracks);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * The first video and the first audio track that can be received, video first.
     *
     * @throws RtspFailure when there is no such video track
     */
    static Choice choose(SessionDescription description, String base) throws RtspFailure {
        List<TrackPlan> chosen = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        Optional<MediaDescription> video = Optional.empty();
        for (MediaDescription media : description.media()) {
            if (media.kind() != Kind.VIDEO || media.direction() == Direction.INACTIVE) {
                continue;
            }
            Optional<TrackPlan> plan = plan(media, base, reasons);
            if (plan.isPresent()) {
                video = Optional.of(media);
                chosen.add(plan.get());
                break;
            }
        }
        if (video.isEmpty()) {
            throw reasons.isEmpty()
                    ? new RtspFailure(
                            StreamFailure.Type.NO_VIDEO, "The camera's stream has no video in it.")
                    : new RtspFailure(
                            StreamFailure.Type.UNSUPPORTED_CODEC,
                            "The camera sends video that is not supported: "
                                    + String.join("; ", reasons)
                                    + ".");
        }
        chooseAudio(description, base, video.get(), reasons).ifPresent(chosen::add);
        return new Choice(chosen, chosen.size() == 1 ? reasons : List.of());
    }

    /**
     * Sound that goes to the camera (ONVIF Streaming Specification §5.3) is marked {@code
     * sendonly}; but some cameras mark everything so.
     */
    private static Optional<TrackPlan> chooseAudio(
            SessionDescription description,
            String base,
            MediaDescription video,
            List<String> reasons) {
        for (MediaDescription media : description.media()) {
            boolean comesFromCamera =
                    media.direction() != Direction.SEND_ONLY
                            || video.direction() == Direction.SEND_ONLY;
            if (media.kind() == Kind.AUDIO
                    && comesFromCamera
                    && media.direction() != Direction.INACTIVE) {
                Optional<TrackPlan> plan = plan(media, base, reasons);
                if (plan.isPresent()) {
                    return plan;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TrackPlan> plan(
            MediaDescription media, String base, List<String> reasons) {
        return switch (formatOf(media)) {
            case PayloadFormat.Receivable format ->
                    Optional.of(new TrackPlan(format, ControlUrl.resolve(base, media.control())));
            case PayloadFormat.Unsupported(String codec, String reason) -> {
                reasons.add(codec + " (" + reason + ")");
                yield Optional.empty();
            }
            case PayloadFormat.Malformed(String codec, String reason) -> {
                reasons.add(codec + " (" + reason + ")");
                yield Optional.empty();
            }
        };
    }

    static PayloadFormat formatOf(MediaDescription media) {
        return PayloadFormat.of(
                new RtpPayload(
                        media.payloadType(),
                        media.encoding(),
                        media.clockRateHz(),
                        media.channels(),
                        media.parameters()));
    }
}
