package io.sightline.server.access;

import java.net.InetAddress;

/** Addresses of this machine. */
final class Loopback {
    private Loopback() {}

    /**
     * @param address an IP address in text, never a name; in brackets or not
     */
    static boolean isLoopback(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]")
                        ? address.substring(1, address.length() - 1)
                        : address;
        try {
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
