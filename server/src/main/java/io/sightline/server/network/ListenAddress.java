package io.sightline.server.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param address the wildcard address for all
 */
record ListenAddress(InetAddress address) {

    private static final String LOOPBACK = "loopback";
    private static final String ALL = "all";

    /**
     * @param text {@code loopback}, {@code all}, an address or the name of one
     * @throws IllegalArgumentException when it is none
     */
    static ListenAddress parse(String text) {
        try {
            return new ListenAddress(
                    switch (text) {
                        case LOOPBACK -> InetAddress.ofLiteral("127.0.0.1");
                        case ALL -> InetAddress.ofLiteral("0.0.0.0");
                        case "" -> throw new UnknownHostException(text);
                        default -> InetAddress.getByName(text);
                    });
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "listen is loopback, all or an address of this machine, not \"" + text + '"',
                    e);
        }
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    boolean isAll() {
        return address.isAnyLocalAddress();
    }

    /** As it stands in a URI. */
    @Override
    public String toString() {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : '[' + text + ']';
    }
}
