package io.sightline.onvif.media;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts right the host of a stream's address. Unlike services, streams may really be elsewhere (a
 * recorder names its cameras), so that only a host that cannot be right is replaced: one that means
 * nobody, ourselves or the wire, a private one from a public device, or the one that the device
 * calls itself although it was reached under another.
 */
final class StreamHost {

    private static final Pattern URI =
            Pattern.compile(
                    "(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^/?#]*@)?"
                            + "(?<host>\\[[^\\]/?#]*]|[^:/?#]*)(?::(?<port>[0-9]*))?"
                            + "(?<rest>[/?#].*)?");

    private final String device;
    private final Set<String> ownHosts;

    StreamHost(String device, Set<String> ownHosts) {
        this.device = device;
        this.ownHosts = ownHosts;
    }

    /** Without user and password, which some devices put there; empty if it is no URI. */
    Optional<String> reachable(String uri) {
        String text = uri.strip().replace("&amp;", "&").replace(" ", "%20");
        Matcher parts = URI.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String said = parts.group("host").replace("[", "").replace("]", "");
        String host = routable(said) ? said : device;
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String port = parts.group("port");
        String rest = parts.group("rest");
        return Optional.of(
                parts.group("scheme").toLowerCase(Locale.ROOT)
                        + "://"
                        + bracketed
                        + (port == null || port.isEmpty() || port.equals("0") ? "" : ":" + port)
                        + (rest == null ? "" : rest));
    }

    private boolean routable(String host) {
        boolean alias =
                !host.equalsIgnoreCase(device) && ownHosts.contains(host.toLowerCase(Locale.ROOT));
        if (host.isEmpty() || alias) {
            return false;
        }
        Optional<InetAddress> said = literal(host);
        if (said.isEmpty()) {
            return !host.equalsIgnoreCase("localhost") || isLoopback(device);
        }
        InetAddress address = said.get();
        Optional<InetAddress> here = literal(device);
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        if (address.isLoopbackAddress()) {
            return isLoopback(device);
        }
        if (address.isLinkLocalAddress()) {
            return here.map(InetAddress::isLinkLocalAddress).orElse(false);
        }
        return !address.isSiteLocalAddress()
                || here.map(known -> known.isSiteLocalAddress() || known.isLoopbackAddress())
                        .orElse(true);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** Without asking a name server. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
