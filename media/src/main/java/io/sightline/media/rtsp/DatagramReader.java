package io.sightline.media.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.rtp.RtpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One track's datagrams, on the media loop. What does not come from the camera's address is
 * dropped; its port is not looked at, for many cameras send from another one than they said.
 */
final class DatagramReader {

    private static final Logger log = LoggerFactory.getLogger(DatagramReader.class);

    /** Datagrams of one track before the others on the loop have their turn: 1.5 MB or so. */
    private static final int MAX_DATAGRAMS_A_ROUND = 1_024;

    private static final int REPORT_BYTES = 128;

    /** Takes packets; {@code slot} is twice the track, plus one for RTCP. */
    interface PacketSink {
        void packet(int slot, ByteBuffer packet, long arrivalNanos);
    }

    private final MediaLoop loop;
    private final TrackTransport.Datagrams transport;
    private final InetAddress camera;
    private final int track;
    private final PacketSink sink;

    DatagramReader(MediaLoop loop, TrackTransport.Datagrams transport, int track, PacketSink sink) {
        this.loop = loop;
        this.transport = transport;
        this.camera = transport.camera();
        this.track = track;
        this.sink = sink;
    }

    void start() throws IOException {
        UdpPorts ports = transport.ports();
        loop.register(ports.rtp(), SelectionKey.OP_READ, _ -> read(ports.rtp(), 2 * track));
        loop.register(ports.rtcp(), SelectionKey.OP_READ, _ -> read(ports.rtcp(), 2 * track + 1));
    }

    private void read(DatagramChannel channel, int slot) {
        long nanos = System.nanoTime();
        try {
            for (int i = 0; i < MAX_DATAGRAMS_A_ROUND && channel.isOpen(); i++) {
                ByteBuffer buffer = loop.readBuffer();
                if (!(channel.receive(buffer) instanceof InetSocketAddress sender)) {
                    return;
                }
                if (camera.equals(sender.getAddress())) {
                    sink.packet(slot, buffer.flip(), nanos);
                }
            }
        } catch (IOException e) {
            // An ICMP error for a report of ours; whether media comes is for the watch-dog to say.
            log.debug("reading datagrams of track {}: {}", track, e.toString());
        }
    }

    void sendReport(RtpSession rtp, long nowNanos) {
        transport
                .serverPorts()
                .ifPresent(
                        ports -> {
                            ByteBuffer report = ByteBuffer.allocate(REPORT_BYTES);
                            rtp.writeReceiverReport(track, report, nowNanos);
                            UdpPorts.send(
                                    transport.ports().rtcp(),
                                    report.flip(),
                                    new InetSocketAddress(camera, ports.rtcp()));
                        });
    }
}
