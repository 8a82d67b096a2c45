package io.sightline.media.rtsp;

import io.sightline.media.rtp.RtpSession;
import java.util.List;
import java.util.OptionalLong;

/**
 * A session that plays: what a conversation leaves to the media loop.
 *
 * @param url of the whole session, for keep-alive and TEARDOWN
 */
record EstablishedSession(
        RtspConnection.Handover connection,
        List<Track> tracks,
        RtpSession.Transport transport,
        String url,
        SessionHeader session) {

    /**
     * @param rtpTime of the first packet, as far as RTP-Info says so
     */
    record Track(TrackPlan plan, TrackTransport transport, OptionalLong rtpTime) {}

    EstablishedSession {
        tracks = List.copyOf(tracks);
    }

    void close() {
        connection.wire().close();
        tracks.forEach(track -> track.transport().close());
    }
}
