package io.sightline.server.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.QuotedCSV;

/**
 * What one proxy says of whom it was asked by.
 *
 * @param address empty when it does not say, or hides it
 * @param secure whether it was asked over TLS; empty when it does not say
 */
record ForwardedHop(Optional<InetAddress> address, Optional<Boolean> secure) {

    /**
     * X-Forwarded-For and -Proto. A list of protocols is as long as that of addresses, or has one
     * entry, which is the last proxy's.
     */
    static List<ForwardedHop> xForwarded(List<String> addresses, List<String> protocols) {
        List<ForwardedHop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            int fromEnd = addresses.size() - i;
            Optional<Boolean> secure =
                    fromEnd <= protocols.size()
                            ? Optional.of(isTls(protocols.get(protocols.size() - fromEnd)))
                            : Optional.empty();
            hops.add(new ForwardedHop(parse(addresses.get(i)), secure));
        }
        return hops;
    }

    /** Forwarded, RFC 7239 §4. */
    static List<ForwardedHop> forwarded(List<String> values) {
        List<ForwardedHop> hops = new ArrayList<>();
        for (String element : elements(values)) {
            Optional<InetAddress> address = Optional.empty();
            Optional<Boolean> secure = Optional.empty();
            for (String pair : element.split(";", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                String value = QuotedCSV.unquote(pair.substring(equals + 1).strip());
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "for" -> address = parse(value);
                    case "proto" -> secure = Optional.of(isTls(value));
                    default -> {}
                }
            }
            hops.add(new ForwardedHop(address, secure));
        }
        return hops;
    }

    private static List<String> elements(List<String> values) {
        try {
            return new QuotedCSV(true, values.toArray(String[]::new)).getValues();
        } catch (IllegalArgumentException e) {
            // Quotes without end: who wrote what can't be told.
            return List.of();
        }
    }

    private static boolean isTls(String protocol) {
        return protocol.equalsIgnoreCase("https") || protocol.equalsIgnoreCase("wss");
    }

    /**
     * {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code 2001:db8::1}, {@code [2001:db8::1]:4711}.
     */
    private static Optional<InetAddress> parse(String text) {
        String bare = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            bare = end < 0 ? text : text.substring(1, end);
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            bare = text.substring(0, text.indexOf(':'));
        }
        return AddressBlocks.address(bare);
    }
}
