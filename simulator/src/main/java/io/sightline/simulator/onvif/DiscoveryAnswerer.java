package io.sightline.simulator.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Answers WS-Discovery probes that reach the loopback interface, by multicast or one by one. Takes
 * nothing from other interfaces: the devices are not there for others.
 */
final class DiscoveryAnswerer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DiscoveryAnswerer.class);
    private static final String GROUP = "239.255.255.250";
    private static final int MAX_DATAGRAM_BYTES = 65_535;

    private final List<MulticastSocket> sockets;
    private final Supplier<List<OnvifCamera>> cameras;

    private DiscoveryAnswerer(List<MulticastSocket> sockets, Supplier<List<OnvifCamera>> cameras) {
        this.sockets = sockets;
        this.cameras = cameras;
    }

    /** One socket for what is sent to this host, one for what is sent to the group. */
    static DiscoveryAnswerer start(int port, Supplier<List<OnvifCamera>> cameras)
            throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        MulticastSocket direct = new MulticastSocket(new InetSocketAddress(loopback, port));
        try {
            InetSocketAddress group =
                    new InetSocketAddress(InetAddress.ofLiteral(GROUP), direct.getLocalPort());
            MulticastSocket shared = new MulticastSocket(group);
            shared.joinGroup(group, NetworkInterface.getByInetAddress(loopback));
            // Loads the parser: the first probe is not to wait for it.
            SoapRequest.parse(Xml.envelope("<Probe/>"));
            DiscoveryAnswerer answerer = new DiscoveryAnswerer(List.of(direct, shared), cameras);
            for (MulticastSocket socket : answerer.sockets) {
                // Answers come from an address of this host, not from the group.
                Thread.ofVirtual().start(() -> answerer.receive(socket, direct));
            }
            return answerer;
        } catch (IOException e) {
            direct.close();
            throw e;
        }
    }

    int port() {
        return sockets.getFirst().getLocalPort();
    }

    private void receive(MulticastSocket socket, MulticastSocket answers) {
        byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (packet.getAddress().isLoopbackAddress()) {
                    byte[] text = Arrays.copyOf(buffer, packet.getLength());
                    answer(new String(text, StandardCharsets.UTF_8), packet, answers);
                }
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                log.debug("[discovery] not answered: {}", e.toString());
            }
        }
    }

    private void answer(String text, DatagramPacket from, MulticastSocket answers)
            throws IOException {
        SoapRequest request = SoapRequest.parse(text);
        if (!request.name().equals("Probe")) {
            return;
        }
        String types = request.text("Types").orElse("");
        if (!types.isEmpty()
                && !types.contains("NetworkVideoTransmitter")
                && !types.endsWith(":Device")) {
            return;
        }
        String relatesTo = request.header("MessageID").map(Element::getTextContent).orElse("");
        for (OnvifCamera camera : cameras.get()) {
            byte[] match = match(camera, relatesTo.strip()).getBytes(StandardCharsets.UTF_8);
            answers.send(new DatagramPacket(match, match.length, from.getSocketAddress()));
        }
    }

    private static String match(OnvifCamera camera, String relatesTo) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
        xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" \
        xmlns:dn="http://www.onvif.org/ver10/network/wsdl" \
        xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Header>\
        <a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action>\
        <a:MessageID>urn:uuid:%s</a:MessageID><a:RelatesTo>%s</a:RelatesTo>\
        <a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To></s:Header>\
        <s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>%s</a:Address>\
        </a:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>\
        <d:Scopes>%s</d:Scopes><d:XAddrs>%s</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>\
        </d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>"""
                .formatted(
                        UUID.randomUUID(),
                        Xml.escaped(relatesTo),
                        camera.endpoint(),
                        String.join(" ", camera.scopes()),
                        camera.url(ServiceKind.DEVICE.path()));
    }

    @Override
    public void close() {
        sockets.forEach(MulticastSocket::close);
    }
}
