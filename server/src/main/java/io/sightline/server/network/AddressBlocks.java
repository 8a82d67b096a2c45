package io.sightline.server.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Some addresses, as people write them: {@code 10.0.0.1}, {@code 192.168.0.0/16}, {@code fd00::/8}.
 */
final class AddressBlocks {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final List<IpAddressMatcher> blocks;

    /**
     * @throws IllegalArgumentException for what is no address and no block
     */
    AddressBlocks(List<String> blocks) {
        this.blocks = blocks.stream().map(AddressBlocks::block).toList();
    }

    private static IpAddressMatcher block(String text) {
        int slash = text.indexOf('/');
        try {
            if (address(slash < 0 ? text : text.substring(0, slash)).isPresent()) {
                return new IpAddressMatcher(text);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "trusted-proxies are addresses or blocks such as 10.0.0.0/8, not \"" + text + '"');
    }

    /** An address in full, never a name, nor one of the short forms of old. */
    static Optional<InetAddress> address(String text) {
        if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    boolean contain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return blocks.stream().anyMatch(block -> block.matches(bare));
    }
}
