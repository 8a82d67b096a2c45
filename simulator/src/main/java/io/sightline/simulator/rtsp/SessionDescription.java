package io.sightline.simulator.rtsp;

import io.sightline.simulator.camera.Fault.Quirk;
import io.sightline.simulator.camera.TrackDescription;
import io.sightline.simulator.camera.TrackDescription.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SDP of a camera (RFC 4566; RFC 2326 appendix C). */
final class SessionDescription {

    private SessionDescription() {}

    static String of(String name, List<TrackDescription> tracks, Optional<Quirk> quirk) {
        StringBuilder sdp = new StringBuilder();
        sdp.append("v=0\r\n");
        sdp.append("o=- 1 1 IN IP4 127.0.0.1\r\n");
        sdp.append("s=").append(name).append("\r\n");
        sdp.append("c=IN IP4 0.0.0.0\r\n");
        sdp.append("t=0 0\r\n");
        sdp.append("a=range:npt=now-\r\n");
        sdp.append("a=control:*\r\n");
        for (int i = 0; i < tracks.size(); i++) {
            if (isTold(tracks.get(i), quirk)) {
                appendTrack(sdp, tracks.get(i), i, quirk);
            }
        }
        return sdp.toString();
    }

    private static boolean isTold(TrackDescription track, Optional<Quirk> quirk) {
        return quirk.map(
                        wrong ->
                                switch (wrong) {
                                    case EMPTY_DESCRIPTION -> false;
                                    case NO_VIDEO -> track.kind() != Kind.VIDEO;
                                    case GIBBERISH, WRONG_CSEQ, UNKNOWN_CODEC -> true;
                                })
                .orElse(true);
    }

    private static void appendTrack(
            StringBuilder sdp, TrackDescription track, int index, Optional<Quirk> quirk) {
        int type = track.payloadType();
        boolean unknown =
                track.kind() == Kind.VIDEO && quirk.equals(Optional.of(Quirk.UNKNOWN_CODEC));
        sdp.append("m=%s 0 RTP/AVP %d\r\n".formatted(kind(track), type));
        sdp.append(
                "a=rtpmap:%d %s\r\n".formatted(type, unknown ? "X-NONE/90000" : track.encoding()));
        if (!track.formatParameters().isEmpty() && !unknown) {
            sdp.append("a=fmtp:%d %s\r\n".formatted(type, track.formatParameters()));
        }
        sdp.append("a=control:track%d\r\n".formatted(index));
    }

    private static String kind(TrackDescription track) {
        return track.kind().name().toLowerCase(Locale.ROOT);
    }
}
