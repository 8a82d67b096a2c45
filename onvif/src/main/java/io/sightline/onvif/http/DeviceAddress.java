package io.sightline.onvif.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a device, or one of its services, is.
 *
 * @param host name or address; an IPv6 address without its brackets
 * @param path with query, beginning with {@code /}; empty if it is not known
 */
public record DeviceAddress(boolean tls, String host, int port, String path) {

    private static final int MAX_LENGTH = 2_048;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Scheme, user (thrown away), host, port, path; of all only the host must be there. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:(?<scheme>[a-zA-Z]+)://)?(?:[^/?#@]*@)?"
                            + "(?<host>\\[[0-9a-fA-F:.%a-zA-Z]+]|[^/?#:\\s]+)"
                            + "(?::(?<port>[0-9]{0,5}))?(?<path>[/?][^#\\s]*)?(?:#.*)?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:.*");

    public DeviceAddress {
        if (host.isEmpty() || host.length() > 255) {
            throw new IllegalArgumentException("The address has no host.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port is not between 1 and 65535.");
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("The path does not begin with a slash.");
        }
    }

    /**
     * Reads what people type and devices say: {@code 10.0.0.5}, {@code camera:8080}, {@code
     * [fe80::1]:80}, {@code https://camera/onvif/device_service}. Without scheme it is HTTP,
     * without port the scheme's.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static DeviceAddress parse(String text) {
        String url = text.strip();
        if (url.length() > MAX_LENGTH || url.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new IllegalArgumentException(
                    "The address is longer than 2048 characters or has control characters.");
        }
        if (BARE_IPV6.matcher(url).matches() && !url.contains("/")) {
            url = "[" + url + "]";
        }
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "A device's address looks like 10.0.0.5, camera:8080 or"
                            + " http://camera/onvif/device_service.");
        }
        String scheme = orEmpty(parts.group("scheme")).toLowerCase(Locale.ROOT);
        if (!scheme.isEmpty() && !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("A device's address begins with http or https.");
        }
        if (scheme.isEmpty() && orEmpty(parts.group("path")).startsWith("//")) {
            throw new IllegalArgumentException("The address has no host.");
        }
        boolean tls = scheme.equals("https");
        String port = orEmpty(parts.group("port"));
        String path = orEmpty(parts.group("path"));
        return new DeviceAddress(
                tls,
                parts.group("host").replace("[", "").replace("]", ""),
                port.isEmpty() ? standardPort(tls) : Integer.parseInt(port),
                path.startsWith("?") ? "/" + path : path);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int standardPort(boolean tls) {
        return tls ? HTTPS_PORT : HTTP_PORT;
    }

    public DeviceAddress withPath(String other) {
        return new DeviceAddress(tls, host, port, other);
    }

    /** {@code host:port}, as it is called in logs and errors. */
    public String hostAndPort() {
        return bracketed() + ":" + port;
    }

    /** For the {@code Host} header: the port only where it is not the scheme's. */
    String hostHeader() {
        return port == standardPort(tls) ? bracketed() : hostAndPort();
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The URL, which never has a user or a password in it. */
    public String url() {
        return (tls ? "https://" : "http://") + hostHeader() + path;
    }

    @Override
    public String toString() {
        return url();
    }
}
