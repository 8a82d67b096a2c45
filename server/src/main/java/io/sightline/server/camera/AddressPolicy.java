package io.sightline.server.camera;

import io.sightline.media.rtsp.HostResolver;
import io.sightline.server.web.ProblemException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * Says which addresses a camera may have. Whoever may add cameras tells the server to connect to
 * places that only the server can reach (SSRF, CWE-918); refused are therefore
 *
 * <ul>
 *   <li>link-local addresses, where clouds hand out credentials (169.254.169.254), and the clouds'
 *       other such addresses;
 *   <li>the ports on which this server itself listens, at any address of this machine;
 *   <li>addresses that are no host's: unspecified, multicast, broadcast;
 *   <li>what the configuration refuses besides.
 * </ul>
 *
 * What the configuration allows is allowed even then. Private addresses and other ports of this
 * machine are where cameras live, and are never refused by themselves.
 *
 * <p>A name is checked when it is typed, and its address again whenever it is connected to ({@link
 * #resolve}): a name that changes its meaning in between (DNS rebinding) gains nothing. Every
 * connection to a device goes to the address that {@link #resolve} answers. Safe for use by any
 * thread.
 */
public final class AddressPolicy implements HostResolver {

    /** How names are looked up; {@link InetAddress#getAllByName} outside tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** Where clouds tell a machine about itself, besides the link-local ones. */
    private static final List<AddressBlock> CLOUD_METADATA =
            Stream.of(
                            // Amazon, over IPv6
                            "fd00:ec2::254",
                            // Alibaba
                            "100.100.100.200",
                            // Oracle
                            "192.0.0.192",
                            // Azure's wire server
                            "168.63.129.16",
                            // Google, over IPv6
                            "fd20:ce::254")
                    .map(AddressBlock::of)
                    .toList();

    private static final List<AddressBlock> NO_HOST =
            Stream.of("0.0.0.0/8", "255.255.255.255", "::").map(AddressBlock::of).toList();

    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    private static final AddressBlock COMPATIBLE = AddressBlock.of("::/96");

    private final AddressRules rules;
    private final Lookup lookup;
    private final OwnPorts ownPorts;

    AddressPolicy(AddressRules rules, OwnPorts ownPorts) {
        this(rules, ownPorts, InetAddress::getAllByName);
    }

    AddressPolicy(AddressRules rules, OwnPorts ownPorts, Lookup lookup) {
        this.rules = rules;
        this.ownPorts = ownPorts;
        this.lookup = lookup;
    }

    /**
     * Checks an address that somebody typed. A name that is not known passes: a camera that is
     * switched off may not have one yet, and it is checked again when it is connected to.
     *
     * @throws ProblemException 422 {@code camera-address-refused}
     */
    public void check(String host, int port) {
        refusal(host, port)
                .ifPresent(
                        reason -> {
                            throw new ProblemException(
                                    HttpStatus.UNPROCESSABLE_CONTENT,
                                    "camera-address-refused",
                                    "Not a camera's address",
                                    reason);
                        });
    }

    /**
     * Why an address that somebody typed is refused, as a sentence; empty when it is not. Every
     * address that the name stands for has to pass. May block while the name is looked up.
     */
    public Optional<String> refusal(String host, int port) {
        try {
            return Arrays.stream(lookup.all(host))
                    .map(address -> reason(address, port))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(reason -> sentence(host, port, reason));
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    /** Why an address that is about to be connected to is refused; its name is not asked again. */
    public Optional<String> refusal(InetSocketAddress resolved) {
        String host = resolved.getHostString();
        return reason(resolved.getAddress(), resolved.getPort())
                .map(reason -> sentence(host, resolved.getPort(), reason));
    }

    @Override
    public InetSocketAddress resolve(String host, int port) throws IOException {
        InetAddress[] found = lookup.all(host);
        for (InetAddress address : found) {
            Optional<String> reason = reason(address, port);
            if (reason.isPresent()) {
                throw new RefusedException(sentence(host, port, reason.get()));
            }
        }
        return new InetSocketAddress(found[0], port);
    }

    private static String sentence(String host, int port, String reason) {
        return "%s port %d %s; it is not connected to.".formatted(host, port, reason);
    }

    private Optional<String> reason(InetAddress written, int port) {
        InetAddress address = carried(written);
        if (contains(rules.allow(), address)) {
            return Optional.empty();
        }
        if (contains(NO_HOST, address) || address.isMulticastAddress()) {
            return Optional.of("is not the address of a host");
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of("is a link-local address");
        }
        if (contains(CLOUD_METADATA, address)) {
            return Optional.of("is a cloud's metadata service");
        }
        if (contains(rules.refuse(), address)) {
            return Optional.of("is refused by the configuration");
        }
        if (ownPorts.contains(port) && isThisMachine(address)) {
            return Optional.of("is this server itself");
        }
        return Optional.empty();
    }

    private static boolean contains(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** The IPv4 address that an IPv6 one leads to (RFC 6052 §2.1, RFC 3056 §2, RFC 4291 §2.5.5). */
    private static InetAddress carried(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address;
        }
        byte[] bytes = address.getAddress();
        if (SIX_TO_FOUR.contains(address)) {
            return inet4(bytes, 2);
        }
        boolean compatible = COMPATIBLE.contains(address) && !isShort(bytes);
        return TRANSLATED.contains(address) || compatible ? inet4(bytes, 12) : address;
    }

    /** {@code ::} and {@code ::1} are addresses of IPv6 itself. */
    private static boolean isShort(byte[] bytes) {
        return HexFormat.of().formatHex(bytes, 12, 15).equals("000000");
    }

    private static InetAddress inet4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            // Whether it is cannot be told: better refused than connected to.
            return true;
        }
    }

    @Override
    public String toString() {
        return "AddressPolicy " + rules.toString().toLowerCase(Locale.ROOT);
    }
}
