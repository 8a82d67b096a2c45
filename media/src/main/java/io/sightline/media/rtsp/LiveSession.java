package io.sightline.media.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.rtp.PayloadFormat;
import io.sightline.media.rtp.RtpSession;
import io.sightline.media.rtsp.EstablishedSession.Track;
import io.sightline.media.rtsp.InterleavedReader.NotRtspException;
import io.sightline.media.rtsp.RtspMessage.Response;
import io.sightline.media.rtsp.RtspMessage.ServerRequest;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that plays, on the media loop: moves packets from the sockets to the RTP side and keeps
 * the session alive.
 */
final class LiveSession implements InterleavedReader.Sink {

    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);

    private static final int NO_TRACK = -1;
    private static final int REPORT_BYTES = 128;
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration UDP_TICK = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final String label;
    private final EstablishedSession session;
    private final MediaLoop loop;
    private final Consumer<SessionEnd> onEnd;
    private final RtpSession rtp;
    private final Wire wire;
    private final Outbox outbox;
    private final KeepAlive keepAlive;
    private final WireReader reader;
    private final WatchDog watchDog;

    /** By channel: twice the track, plus one for RTCP; or {@link #NO_TRACK}. */
    private final int[] slotOfChannel = new int[256];

    private final List<DatagramReader> datagrams = new ArrayList<>();
    private final List<MediaLoop.Timer> timers = new ArrayList<>();
    private boolean unassignedSeen;
    private boolean open = true;
    private @Nullable SelectionKey key;

    LiveSession(
            String label,
            EstablishedSession session,
            StreamInput input,
            RtspSettings settings,
            InstantSource clock,
            Consumer<SessionEnd> onEnd) {
        this.label = label;
        this.session = session;
        this.loop = input.loop();
        this.onEnd = onEnd;
        List<PayloadFormat.Receivable> formats =
                session.tracks().stream().map(track -> track.plan().format()).toList();
        rtp = new RtpSession(label, input, formats, session.transport(), clock);
        wire = session.connection().wire();
        outbox = new Outbox(wire);
        reader = new WireReader(loop, wire, this);
        watchDog = new WatchDog(settings, isUdp(), System.nanoTime());
        keepAlive =
                new KeepAlive(session.connection().requests(), session.url(), session.session());
        Arrays.fill(slotOfChannel, NO_TRACK);
    }

    /** Begins to read. On the loop. */
    void start() {
        try {
            key = loop.register(wire.channel(), SelectionKey.OP_READ, this::ready);
            for (int i = 0; i < session.tracks().size(); i++) {
                startTrack(i, session.tracks().get(i));
            }
            every(session.session().keepAliveInterval(), this::sendKeepAlive);
            every(watchDog.interval(), this::watch);
            every(REPORT_INTERVAL, this::sendReports);
            if (isUdp()) {
                every(UDP_TICK, () -> rtp.tick(System.nanoTime()));
            }
        } catch (IOException e) {
            end(StreamFailure.Type.CLOSED, "The camera closed the connection.");
            return;
        }
        // Decrypted bytes may wait in the TLS engine, of which the selector knows nothing.
        read(
                () -> {
                    reader.begin(session.connection().early());
                    return reader.readAvailable();
                });
    }

    private boolean isUdp() {
        return session.transport() == RtpSession.Transport.UDP;
    }

    private void startTrack(int index, Track track) throws IOException {
        track.rtpTime().ifPresent(rtpTime -> rtp.rtpInfo(index, rtpTime));
        switch (track.transport()) {
            case TrackTransport.Interleaved(TransportHeader.Pair channels) -> {
                slotOfChannel[channels.rtcp()] = 2 * index + 1;
                slotOfChannel[channels.rtp()] = 2 * index;
            }
            case TrackTransport.Datagrams transport -> {
                DatagramReader datagramReader =
                        new DatagramReader(loop, transport, index, this::datagram);
                datagrams.add(datagramReader);
                datagramReader.start();
            }
        }
    }

    private void every(Duration interval, Runnable task) {
        timers.add(loop.every(interval, task));
    }

    private void ready(SelectionKey ready) {
        if (!open) {
            discard();
            return;
        }
        if (ready.isWritable()) {
            sendNow(() -> outbox.flush(ready));
        }
        if (open && ready.isReadable()) {
            readAvailable();
        }
    }

    private void readAvailable() {
        if (open) {
            read(reader::readAvailable);
        }
    }

    /** Something that reads; true when there is more to read. */
    private interface Reading {
        boolean run() throws IOException, NotRtspException;
    }

    private void read(Reading reading) {
        try {
            if (reading.run()) {
                loop.schedule(Duration.ZERO, this::readAvailable);
            }
        } catch (IOException e) {
            log.debug("{} reading: {}", label, e.toString());
            end(StreamFailure.Type.CLOSED, "The camera closed the connection.");
        } catch (NotRtspException e) {
            end(
                    StreamFailure.Type.PROTOCOL_ERROR,
                    "The camera sends something that is " + e.getMessage() + ".");
        } catch (RuntimeException e) {
            endBroken(e);
        }
    }

    private void datagram(int slot, ByteBuffer packet, long nanos) {
        try {
            packet(slot, packet, nanos);
        } catch (RuntimeException e) {
            endBroken(e);
        }
    }

    /** The loop's buffer and the depacketisers are in an unknown state: begin anew. */
    private void endBroken(RuntimeException e) {
        log.error("{} taking packets failed: {}", label, e.toString(), e);
        end(StreamFailure.Type.PROTOCOL_ERROR, "The camera's media could not be read.");
    }

    @Override
    public void frame(int channel, ByteBuffer frame) {
        int slot = slotOfChannel[channel];
        if (slot == NO_TRACK) {
            if (!unassignedSeen) {
                unassignedSeen = true;
                log.info("{} data on channel {}, which belongs to no track", label, channel);
            }
            return;
        }
        packet(slot, frame, reader.arrivalNanos());
    }

    private void packet(int slot, ByteBuffer packet, long nanos) {
        int track = slot >> 1;
        watchDog.packet();
        if ((slot & 1) == 1) {
            rtp.rtcp(track, packet, nanos);
            return;
        }
        if (track == 0) {
            watchDog.video(nanos);
        }
        rtp.packet(track, packet, nanos);
    }

    @Override
    public void message(RtspMessage message) {
        switch (message) {
            case Response response -> keepAlive.answered(response).ifPresent(this::send);
            case ServerRequest request -> send(RequestWriter.answerTo(request));
        }
    }

    @Override
    public boolean knows(int channel) {
        return slotOfChannel[channel] != NO_TRACK;
    }

    @Override
    public boolean open() {
        return open;
    }

    private void sendKeepAlive() {
        send(keepAlive.request());
    }

    private void sendReports() {
        long now = System.nanoTime();
        datagrams.forEach(track -> track.sendReport(rtp, now));
        for (int channel = 0; channel < slotOfChannel.length; channel++) {
            int slot = slotOfChannel[channel];
            if (slot != NO_TRACK && (slot & 1) == 1 && rtp.begun()) {
                ByteBuffer report = ByteBuffer.allocate(4 + REPORT_BYTES).position(4);
                rtp.writeReceiverReport(slot >> 1, report, now);
                report.flip();
                report.put(0, (byte) '$').put(1, (byte) channel);
                report.putShort(2, (short) (report.limit() - 4));
                send(report);
            }
        }
    }

    private void send(ByteBuffer message) {
        sendNow(
                () -> {
                    if (key != null) {
                        outbox.send(message, key);
                    }
                });
    }

    /** Something that writes. */
    private interface Writing {
        void run() throws IOException;
    }

    private void sendNow(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            log.debug("{} writing: {}", label, e.toString());
            end(StreamFailure.Type.CLOSED, "The camera closed the connection.");
        }
    }

    private void watch() {
        watchDog.judge(System.nanoTime(), rtp.begun(), rtp.ended()).ifPresent(this::end);
    }

    /** How long video has been coming. */
    Duration videoDuration() {
        return watchDog.videoDuration();
    }

    private void end(StreamFailure.Type type, String detail) {
        end(new SessionEnd(new StreamFailure(type, detail), false));
    }

    private void end(SessionEnd end) {
        if (open) {
            close();
            onEnd.accept(end);
        }
    }

    /**
     * Says good-bye. Media ends at once; the connection stays for a moment, for closing it with
     * media unread would reset it, and the camera might forget to read the TEARDOWN.
     */
    void stop() {
        if (!open) {
            return;
        }
        open = false;
        timers.forEach(MediaLoop.Timer::cancel);
        session.tracks().forEach(track -> track.transport().close());
        try {
            wire.write(keepAlive.teardown());
            loop.schedule(FAREWELL, wire::close);
        } catch (IOException e) {
            log.debug("{} saying good-bye: {}", label, e.toString());
            wire.close();
        }
    }

    private void discard() {
        try {
            if (wire.read(loop.readBuffer()) < 0) {
                wire.close();
            }
        } catch (IOException e) {
            log.debug("{} after the good-bye: {}", label, e.toString());
            wire.close();
        }
    }

    private void close() {
        open = false;
        timers.forEach(MediaLoop.Timer::cancel);
        session.close();
    }
}
