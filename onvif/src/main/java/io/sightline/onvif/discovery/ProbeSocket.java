package io.sightline.onvif.discovery;

import io.sightline.onvif.http.Deadline;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket on one address of this machine, and where its probes go. */
final class ProbeSocket implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProbeSocket.class);

    private static final String GROUP = "239.255.255.250";
    private static final String GROUP_IPV6 = "ff02::c";
    private static final int MAX_DATAGRAM_BYTES = 65_535;

    /** Who sends more than that to one socket is no crowd of devices. */
    private static final int MAX_DATAGRAMS = 100_000;

    /** Sees each datagram. */
    @FunctionalInterface
    interface Receiver {
        void received(ProbeSocket socket, byte[] datagram, InetAddress from);
    }

    private final DatagramSocket socket;
    private final InetSocketAddress target;

    private ProbeSocket(DatagramSocket socket, InetSocketAddress target) {
        this.socket = socket;
        this.target = target;
    }

    /**
     * One per address of each interface that is up; an interface that does not want is left out.
     */
    static List<ProbeSocket> onEveryInterface(int port) {
        List<ProbeSocket> sockets = new ArrayList<>();
        try {
            for (NetworkInterface network :
                    NetworkInterface.networkInterfaces().filter(ProbeSocket::isUp).toList()) {
                for (InetAddress local : network.inetAddresses().toList()) {
                    multicast(network, local, port, sockets);
                }
            }
        } catch (SocketException e) {
            log.warn("[discovery] no network interfaces: {}", e.getMessage());
        }
        return sockets;
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static void multicast(
            NetworkInterface network, InetAddress local, int port, List<ProbeSocket> sockets) {
        boolean ipv4 = local instanceof Inet4Address;
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0));
            try {
                socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
                InetAddress group = InetAddress.ofLiteral(ipv4 ? GROUP : GROUP_IPV6);
                sockets.add(new ProbeSocket(socket, new InetSocketAddress(group, port)));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            log.debug("[discovery] {} {}: {}", network.getName(), local, e.getMessage());
        }
    }

    static ProbeSocket to(InetSocketAddress target) throws IOException {
        return new ProbeSocket(new DatagramSocket(), target);
    }

    void send(byte[] message) {
        try {
            socket.send(new DatagramPacket(message, message.length, target));
        } catch (IOException e) {
            log.debug("[discovery] {}: {}", socket.getLocalAddress(), e.getMessage());
        }
    }

    /** Until the deadline; what has arrived by then is still read. */
    void receiveUntil(Deadline deadline, Receiver receiver) {
        byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
        try {
            for (int i = 0; i < MAX_DATAGRAMS; i++) {
                socket.setSoTimeout((int) Math.max(1, deadline.remaining().toMillis()));
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                receiver.received(
                        this, Arrays.copyOf(buffer, packet.getLength()), packet.getAddress());
            }
        } catch (SocketTimeoutException e) {
            // This is how it ends.
        } catch (IOException e) {
            log.debug("[discovery] {}: {}", socket.getLocalAddress(), e.getMessage());
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
