package io.sightline.onvif.discovery;

import io.sightline.onvif.discovery.DiscoveryAnswer.Found;
import io.sightline.onvif.discovery.DiscoveryAnswer.Unresolved;
import io.sightline.onvif.http.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds devices with WS-Discovery (April 2005): by multicast over every interface, IPv4 and IPv6,
 * or by asking one host. UDP loses datagrams, so that each probe is sent twice (SOAP-over-UDP
 * §3.4); devices that answer several times are there once.
 *
 * <p>Calls block until the time is over; a thread per interface receives meanwhile.
 */
public final class Discovery {

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    private static final Duration REPEAT_AFTER = Duration.ofMillis(250);

    /** For what arrived in time and is not read yet. */
    private static final Duration READING_TIME = Duration.ofSeconds(1);

    private Discovery() {}

    /** Everything that answers. */
    public static List<DiscoveredDevice> probe(Duration timeout) {
        return probe(DiscoverySettings.DEFAULT.withTimeout(timeout), _ -> {});
    }

    /**
     * Everything that answers.
     *
     * @param listener is told of each device once, when it answers, by one thread at a time
     */
    public static List<DiscoveredDevice> probe(
            DiscoverySettings settings, Consumer<DiscoveredDevice> listener) {
        return probe(ProbeSocket.onEveryInterface(settings.port()), settings, listener);
    }

    /** What that host says of itself, whether or not multicast reaches it; empty if nothing. */
    public static List<DiscoveredDevice> probe(InetAddress host, DiscoverySettings settings) {
        try {
            ProbeSocket socket = ProbeSocket.to(new InetSocketAddress(host, settings.port()));
            return probe(List.of(socket), settings, _ -> {});
        } catch (IOException e) {
            log.debug("[discovery] {}: {}", host, e.getMessage());
            return List.of();
        }
    }

    private static List<DiscoveredDevice> probe(
            List<ProbeSocket> sockets,
            DiscoverySettings settings,
            Consumer<DiscoveredDevice> listener) {
        Deadline deadline = Deadline.in(settings.timeout());
        DeviceList devices = new DeviceList(settings.maxDevices(), listener);
        List<Thread> threads =
                sockets.stream()
                        .map(
                                socket ->
                                        Thread.ofVirtual()
                                                .name("onvif-discovery")
                                                .start(() -> receive(socket, deadline, devices)))
                        .toList();
        try {
            send(sockets, settings);
            Thread.sleep(REPEAT_AFTER);
            send(sockets, settings);
            for (Thread thread : threads) {
                thread.join(deadline.remaining().plus(READING_TIME));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.forEach(ProbeSocket::close);
        }
        return devices.all();
    }

    private static void send(List<ProbeSocket> sockets, DiscoverySettings settings) {
        for (String type : settings.types()) {
            byte[] probe = DiscoveryMessages.probe(type);
            sockets.forEach(socket -> socket.send(probe));
        }
    }

    private static void receive(ProbeSocket socket, Deadline deadline, DeviceList devices) {
        socket.receiveUntil(
                deadline,
                (from, datagram, sender) -> {
                    for (DiscoveryAnswer answer : DiscoveryAnswer.read(datagram, sender)) {
                        switch (answer) {
                            case Found(DiscoveredDevice device) -> devices.add(device);
                            case Unresolved(String endpoint) -> {
                                if (devices.asks(endpoint)) {
                                    from.send(DiscoveryMessages.resolve(endpoint));
                                }
                            }
                        }
                    }
                });
    }
}
