package io.sightline.server.camera;

import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3), or a single one.
 *
 * @param prefixBits how many bits all of its addresses share with {@code network}
 */
record AddressBlock(InetAddress network, int prefixBits) {

    AddressBlock {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException("a prefix has 0 to " + bits + " bits");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 192.168.1.5}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits =
                slash < 0
                        ? network.getAddress().length * Byte.SIZE
                        : Integer.parseInt(text.substring(slash + 1));
        return new AddressBlock(network, bits);
    }

    boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
            int mask = 0xFF00 >> Math.min(Byte.SIZE, prefixBits - bit) & 0xFF;
            int index = bit / Byte.SIZE;
            if (((ours[index] ^ theirs[index]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
