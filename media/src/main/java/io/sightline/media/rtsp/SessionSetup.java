package io.sightline.media.rtsp;

import io.sightline.media.rtp.RtpSession.Transport;
import io.sightline.media.rtsp.EstablishedSession.Track;
import io.sightline.media.rtsp.RtspMessage.Response;
import io.sightline.media.rtsp.TransportHeader.Pair;
import io.sightline.media.stream.StreamFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SETUP of the chosen tracks, and PLAY. Blocking, on a virtual thread. */
final class SessionSetup {

    private static final Logger log = LoggerFactory.getLogger(SessionSetup.class);
    private static final int UNSUPPORTED_TRANSPORT = 461;

    private final String label;
    private final Description description;
    private final RtspConnection connection;
    private final RtspSettings settings;
    private final List<PlannedTransport> tracks = new ArrayList<>();
    private Transport transport;
    private Optional<SessionHeader> session = Optional.empty();

    private record PlannedTransport(TrackPlan plan, TrackTransport transport) {}

    private SessionSetup(
            String label, Description description, RtspSettings settings, Transport transport) {
        this.label = label;
        this.description = description;
        this.connection = description.connection();
        this.settings = settings;
        this.transport = transport;
    }

    /**
     * Describes, sets up and plays.
     *
     * @param label for log lines
     * @param first transport to try first
     */
    static EstablishedSession establish(
            String label,
            RtspAddress address,
            RtspSettings settings,
            Transport first,
            Cancellation cancellation)
            throws RtspFailure {
        Description description = Description.of(address, settings, cancellation);
        SessionSetup setup = new SessionSetup(label, description, settings, first);
        boolean done = false;
        try {
            setup.setUpTracks();
            EstablishedSession established = setup.play();
            done = true;
            return established;
        } finally {
            if (!done) {
                description.connection().close();
                setup.tracks.forEach(track -> track.transport().close());
            }
        }
    }

    private void setUpTracks() throws RtspFailure {
        TrackPlan.Choice choice = TrackPlan.choose(description.media(), description.base());
        if (!choice.leftOut().isEmpty()) {
            log.info("{} without audio: {}", label, String.join("; ", choice.leftOut()));
        }
        for (TrackPlan plan : choice.tracks()) {
            Response response = setUp(plan);
            if (response.status() == UNSUPPORTED_TRANSPORT
                    && tracks.isEmpty()
                    && settings.transport().fallsBack()) {
                transport = transport == Transport.TCP ? Transport.UDP : Transport.TCP;
                log.info(
                        "{} the camera does not offer the transport asked for, trying {}",
                        label,
                        transport);
                response = setUp(plan);
            }
            if (!response.ok()) {
                refused(plan, response);
            }
        }
    }

    /** Without its sound a camera is still a camera. */
    private void refused(TrackPlan plan, Response response) throws RtspFailure {
        if (plan.format().video()) {
            throw Description.refusal("SETUP", response);
        }
        log.info("{} the camera refuses its audio track: {}", label, response.statusLine());
    }

    private Response setUp(TrackPlan plan) throws RtspFailure {
        return transport == Transport.TCP ? setUpInterleaved(plan) : setUpDatagrams(plan);
    }

    private Response setUpInterleaved(TrackPlan plan) throws RtspFailure {
        Pair asked = new Pair(2 * tracks.size(), 2 * tracks.size() + 1);
        Response response =
                exchangeInSession(
                        "SETUP",
                        plan.controlUrl(),
                        "Transport",
                        "RTP/AVP/TCP;unicast;interleaved=" + asked.rtp() + "-" + asked.rtcp());
        if (response.ok()) {
            TransportHeader answer = transportOf(response);
            if (answer.datagrams()) {
                throw new RtspFailure(
                        StreamFailure.Type.PROTOCOL_ERROR,
                        "The camera answers with UDP when asked for TCP.");
            }
            tracks.add(
                    new PlannedTransport(
                            plan, new TrackTransport.Interleaved(answer.channels().orElse(asked))));
        }
        return response;
    }

    private Response setUpDatagrams(TrackPlan plan) throws RtspFailure {
        UdpPorts ports;
        try {
            ports = UdpPorts.open(connection.localAddress());
        } catch (IOException e) {
            throw new RtspFailure(
                    StreamFailure.Type.PROTOCOL_ERROR, "No free UDP ports: " + e.getMessage(), e);
        }
        boolean kept = false;
        try {
            int port = ports.rtpPort();
            Response response =
                    exchangeInSession(
                            "SETUP",
                            plan.controlUrl(),
                            "Transport",
                            "RTP/AVP;unicast;client_port=" + port + "-" + (port + 1));
            if (response.ok()) {
                TransportHeader answer = transportOf(response);
                InetAddress camera = senderOf(answer);
                answer.serverPorts().ifPresent(pair -> ports.punch(camera, pair));
                tracks.add(
                        new PlannedTransport(
                                plan,
                                new TrackTransport.Datagrams(ports, camera, answer.serverPorts())));
                kept = true;
            }
            return response;
        } finally {
            if (!kept) {
                ports.close();
            }
        }
    }

    private static TransportHeader transportOf(Response response) {
        return TransportHeader.parse(response.headers().first("Transport").orElse(""));
    }

    /** The camera's address, unless it names another one that is an address. */
    private InetAddress senderOf(TransportHeader answer) {
        InetAddress camera = connection.remoteAddress();
        String source = answer.source().orElse("");
        if (!source.matches("[0-9.]+|[0-9a-fA-F:]+")) {
            return camera;
        }
        try {
            InetAddress named = InetAddress.ofLiteral(source);
            if (named.isAnyLocalAddress()) {
                return camera;
            }
            int port = answer.serverPorts().map(Pair::rtp).orElse(connection.address().port());
            return settings.hosts().resolve(source, port).getAddress();
        } catch (IllegalArgumentException | IOException _) {
            return camera;
        }
    }

    private Response exchangeInSession(String method, String url, String... headers)
            throws RtspFailure {
        String[] all = headers;
        if (session.isPresent()) {
            all = new String[headers.length + 2];
            System.arraycopy(headers, 0, all, 0, headers.length);
            all[headers.length] = "Session";
            all[headers.length + 1] = session.get().id();
        }
        Response response = connection.exchange(method, url, all);
        if (response.ok()) {
            // The id may change from answer to answer: the last one counts.
            response.headers()
                    .first("Session")
                    .flatMap(SessionHeader::parse)
                    .ifPresent(
                            header ->
                                    session =
                                            Optional.of(
                                                    session.map(before -> before.followedBy(header))
                                                            .orElse(header)));
        }
        return response;
    }

    private EstablishedSession play() throws RtspFailure {
        String url = ControlUrl.resolve(description.base(), description.media().control());
        connection.expectMedia();
        Response response = exchangeInSession("PLAY", url, "Range", "npt=0.000-");
        if (response.status() == 457) {
            response = exchangeInSession("PLAY", url);
        }
        if (!response.ok()) {
            throw Description.refusal("PLAY", response);
        }
        RtpInfo info = RtpInfo.parse(response.headers().all("RTP-Info"));
        List<Track> playing = new ArrayList<>();
        for (PlannedTransport track : tracks) {
            OptionalLong rtpTime = info.rtpTime(track.plan().controlUrl());
            playing.add(new Track(track.plan(), track.transport(), rtpTime));
        }
        return new EstablishedSession(
                connection.handOver(),
                playing,
                transport,
                url,
                session.orElse(new SessionHeader("", Optional.empty())));
    }
}
