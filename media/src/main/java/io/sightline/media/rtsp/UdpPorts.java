package io.sightline.media.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An even port for RTP and the next one for RTCP (RFC 3550 §11). */
record UdpPorts(DatagramChannel rtp, DatagramChannel rtcp, int rtpPort) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UdpPorts.class);
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 64_000;
    private static final int ATTEMPTS = 100;
    private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

    /** An RTP header without payload, and an empty receiver report. */
    private static final byte[] RTP_PUNCH = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final byte[] RTCP_PUNCH = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 0};

    static UdpPorts open(InetAddress local) throws IOException {
        IOException last = new IOException("no port tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT) & ~1;
            DatagramChannel rtp = DatagramChannel.open();
            DatagramChannel rtcp = DatagramChannel.open();
            try {
                rtp.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
                rtp.bind(new InetSocketAddress(local, port));
                rtcp.bind(new InetSocketAddress(local, port + 1));
                rtp.configureBlocking(false);
                rtcp.configureBlocking(false);
                return new UdpPorts(rtp, rtcp, port);
            } catch (IOException e) {
                last = e;
                rtp.close();
                rtcp.close();
            }
        }
        throw last;
    }

    /** Opens the way through address translators and firewalls between here and the camera. */
    void punch(InetAddress camera, TransportHeader.Pair ports) {
        send(rtp, ByteBuffer.wrap(RTP_PUNCH), new InetSocketAddress(camera, ports.rtp()));
        send(rtcp, ByteBuffer.wrap(RTCP_PUNCH), new InetSocketAddress(camera, ports.rtcp()));
    }

    static void send(DatagramChannel channel, ByteBuffer packet, InetSocketAddress to) {
        try {
            channel.send(packet, to);
        } catch (IOException e) {
            log.debug("sending to {}: {}", to, e.toString());
        }
    }

    @Override
    public void close() {
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException e) {
            log.debug("closing UDP ports: {}", e.toString());
        }
    }
}
