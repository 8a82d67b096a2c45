package io.sightline.onvif.discovery;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.xml.MalformedXmlException;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlParser;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads ProbeMatches and ResolveMatches (WS-Discovery §5.3, §6.3). */
sealed interface DiscoveryAnswer {

    /** A device and where it is. */
    record Found(DiscoveredDevice device) implements DiscoveryAnswer {}

    /** A device that has to be asked where it is. */
    record Unresolved(String endpoint) implements DiscoveryAnswer {}

    int MAX_MATCHES = 64;
    int MAX_ADDRESSES = 16;

    /** Empty if the datagram is no answer; devices shout many things. */
    static List<DiscoveryAnswer> read(byte[] datagram, InetAddress from) {
        List<DiscoveryAnswer> answers = new ArrayList<>();
        try {
            Optional<XmlElement> body = XmlParser.parse(datagram).child("Body");
            for (String kind : List.of("ProbeMatch", "ResolveMatch")) {
                body.flatMap(found -> found.child(kind + "es")).stream()
                        .flatMap(matches -> matches.children(kind).stream())
                        .limit(MAX_MATCHES)
                        .forEach(match -> match(match, from).ifPresent(answers::add));
            }
        } catch (MalformedXmlException e) {
            return List.of();
        }
        return answers;
    }

    private static Optional<DiscoveryAnswer> match(XmlElement match, InetAddress from) {
        String endpoint = match.textAt("EndpointReference", "Address").orElse("");
        List<DeviceAddress> addresses = addresses(match.textAt("XAddrs").orElse(""), from);
        if (addresses.isEmpty()) {
            return endpoint.isEmpty() ? Optional.empty() : Optional.of(new Unresolved(endpoint));
        }
        Scopes scopes = Scopes.parse(match.textAt("Scopes").orElse(""));
        List<String> types =
                Arrays.stream(match.textAt("Types").orElse("").split("\\s+"))
                        .map(type -> type.substring(type.indexOf(':') + 1))
                        .filter(type -> !type.isEmpty())
                        .limit(MAX_ADDRESSES)
                        .toList();
        return Optional.of(
                new Found(
                        new DiscoveredDevice(
                                endpoint,
                                addresses,
                                from,
                                scopes.first("name"),
                                scopes.first("hardware"),
                                scopes.first("location"),
                                scopes.all("Profile"),
                                types)));
    }

    /** The address that the answer came from is reachable; whether others are is not known. */
    private static List<DeviceAddress> addresses(String text, InetAddress from) {
        List<DeviceAddress> addresses = new ArrayList<>();
        for (String url : text.strip().split("\\s+")) {
            try {
                DeviceAddress address = DeviceAddress.parse(url);
                if (!addresses.contains(address) && addresses.size() < MAX_ADDRESSES) {
                    addresses.add(address);
                }
            } catch (IllegalArgumentException e) {
                // One of several, often an IPv6 address that is written wrongly.
            }
        }
        addresses.sort(Comparator.comparing(address -> !isAt(address, from)));
        return addresses;
    }

    private static boolean isAt(DeviceAddress address, InetAddress from) {
        try {
            return InetAddress.ofLiteral(address.host()).equals(from);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
