package io.sightline.simulator.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.PacketSink;
import io.sightline.simulator.rtp.RtpUnit;
import io.sightline.simulator.rtp.SenderReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pair of UDP ports from which every camera of a farm sends: RTP and, one above, RTCP. */
final class UdpPorts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UdpPorts.class);

    private static final int SEND_BUFFER_BYTES = 4 << 20;
    private static final int ATTEMPTS = 50;

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;

    private UdpPorts(DatagramChannel rtp, DatagramChannel rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /** Takes an even port and the next one, as RFC 3550 §11 wants them. */
    static UdpPorts open(InetAddress address) throws IOException {
        IOException last = new IOException("no free pair of UDP ports");
        for (int i = 0; i < ATTEMPTS; i++) {
            DatagramChannel first = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
            DatagramChannel second = DatagramChannel.open();
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            try {
                if (port % 2 == 0) {
                    second.bind(new InetSocketAddress(address, port + 1));
                    first.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
                    first.configureBlocking(false);
                    second.configureBlocking(false);
                    return new UdpPorts(first, second);
                }
            } catch (IOException e) {
                last = e;
            }
            first.close();
            second.close();
        }
        throw last;
    }

    /** Throws away what receivers report and punch. On the loop. */
    void drainOn(MediaLoop loop) throws IOException {
        for (DatagramChannel channel : new DatagramChannel[] {rtp, rtcp}) {
            loop.register(channel, SelectionKey.OP_READ, _ -> drain(channel, loop));
        }
    }

    private static void drain(DatagramChannel channel, MediaLoop loop) {
        try {
            boolean more = true;
            while (more) {
                more = channel.receive(loop.readBuffer()) != null;
            }
        } catch (IOException e) {
            log.debug("[rtsp:udp] draining: {}", e.toString());
        }
    }

    int firstPort() throws IOException {
        return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }

    PacketSink sink(InetAddress client, int clientPort, RandomGenerator random) {
        return new Sink(
                new InetSocketAddress(client, clientPort),
                new InetSocketAddress(client, clientPort + 1),
                random);
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }

    private final class Sink implements PacketSink {
        private final InetSocketAddress rtpAddress;
        private final InetSocketAddress rtcpAddress;
        private final RandomGenerator random;

        Sink(InetSocketAddress rtpAddress, InetSocketAddress rtcpAddress, RandomGenerator random) {
            this.rtpAddress = rtpAddress;
            this.rtcpAddress = rtcpAddress;
            this.random = random;
        }

        @Override
        public int channel() {
            return 0;
        }

        /** What the kernel has no room for is lost, as on any network. */
        @Override
        public boolean send(RtpUnit unit, double packetLoss) {
            for (int i = 0; i < unit.packets(); i++) {
                if (packetLoss == 0 || random.nextDouble() >= packetLoss) {
                    send(rtp, unit.packet(i), rtpAddress);
                }
            }
            return true;
        }

        @Override
        public void send(SenderReport report) {
            send(rtcp, report.packet(), rtcpAddress);
        }

        /** A port that is closed by now answers through ICMP: the session's end will follow. */
        private static void send(
                DatagramChannel channel, ByteBuffer packet, InetSocketAddress address) {
            try {
                channel.send(packet, address);
            } catch (IOException _) {
                return;
            }
        }
    }
}
