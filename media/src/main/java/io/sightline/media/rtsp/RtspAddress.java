package io.sightline.media.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a camera's stream is. The user name and password of the URL are kept apart, so that neither
 * a request line nor a log can carry them.
 *
 * @param tls {@code rtsps}: RTSP inside TLS
 * @param host name or address; an IPv6 address without its brackets
 * @param target path and query as they go into a request, beginning with {@code /} or {@code ?}, or
 *     empty
 */
public record RtspAddress(
        boolean tls, String host, int port, String target, Optional<RtspCredentials> credentials) {

    public static final int DEFAULT_PORT = 554;

    /** RFC 7826 §22.14 registers 322 for {@code rtsps}. */
    public static final int DEFAULT_TLS_PORT = 322;

    private static final int MAX_LENGTH = 2_048;
    private static final String SCHEME = "rtsp://";
    private static final String TLS_SCHEME = "rtsps://";

    /** Many cameras take the password as a part of the path or the query. */
    private static final Pattern PASSWORD_IN_TARGET =
            Pattern.compile("(?i)(pass(?:word|wd)?|pwd)=[^&/;]*");

    /**
     * Reads {@code rtsp://user:password@host:port/path?query}. User name and password are
     * percent-decoded; an {@code @} in the password need not be encoded.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong, without the
     *     password
     */
    public static RtspAddress parse(String url) {
        String text = url.strip();
        require(text.length() <= MAX_LENGTH, "The address is longer than 2048 characters.");
        require(text.chars().allMatch(c -> c > 0x1F && c != 0x7F), "Control characters in it.");
        String lower = text.toLowerCase(Locale.ROOT);
        boolean tls = lower.startsWith(TLS_SCHEME);
        require(
                tls || lower.startsWith(SCHEME),
                "A camera's address begins with rtsp:// or rtsps://.");
        String rest = text.substring(tls ? TLS_SCHEME.length() : SCHEME.length());
        int authorityEnd = endOfAuthority(rest);
        String authority = rest.substring(0, authorityEnd);
        int at = authority.lastIndexOf('@');
        Optional<RtspCredentials> credentials =
                at < 0 ? Optional.empty() : Optional.of(credentials(authority.substring(0, at)));
        String hostAndPort = authority.substring(at + 1);
        int hostEnd = endOfHost(hostAndPort);
        String host = hostAndPort.substring(0, hostEnd).replace("[", "").replace("]", "");
        require(!host.isEmpty(), "The address has no host.");
        require(host.indexOf(' ') < 0, "The host has a space in it.");
        int port = port(hostAndPort.substring(hostEnd), tls);
        String target = rest.substring(authorityEnd).replace(" ", "%20");
        return new RtspAddress(tls, host, port, target, credentials);
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return rest.length();
    }

    private static int endOfHost(String hostAndPort) {
        if (hostAndPort.startsWith("[")) {
            int bracket = hostAndPort.indexOf(']');
            require(bracket > 0, "The bracket around the IPv6 address is not closed.");
            return bracket + 1;
        }
        int colon = hostAndPort.indexOf(':');
        return colon < 0 ? hostAndPort.length() : colon;
    }

    private static int port(String colonAndPort, boolean tls) {
        if (colonAndPort.isEmpty() || colonAndPort.equals(":")) {
            return tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        }
        String digits = colonAndPort.substring(1);
        require(digits.matches("[0-9]{1,5}"), "The port is not a number.");
        int port = Integer.parseInt(digits);
        require(port >= 1 && port <= 65_535, "The port is not between 1 and 65535.");
        return port;
    }

    private static RtspCredentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new RtspCredentials(percentDecoded(userInfo), "")
                : new RtspCredentials(
                        percentDecoded(userInfo.substring(0, colon)),
                        percentDecoded(userInfo.substring(colon + 1)));
    }

    /** A {@code %} that begins no escape stands for itself: people type passwords as they are. */
    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The URL for a request line: without user name and password. */
    public String requestUrl() {
        return (tls ? TLS_SCHEME : SCHEME) + hostAndPort() + target;
    }

    /** The URL to show to people: user name visible, password not. */
    public String masked() {
        String userInfo = credentials.map(c -> c + "@").orElse("");
        String shownTarget = PASSWORD_IN_TARGET.matcher(target).replaceAll("$1=***");
        return (tls ? TLS_SCHEME : SCHEME) + userInfo + hostAndPort() + shownTarget;
    }

    /** The same place with other credentials. */
    public RtspAddress withCredentials(RtspCredentials other) {
        return new RtspAddress(tls, host, port, target, Optional.of(other));
    }

    private String hostAndPort() {
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? DEFAULT_TLS_PORT : DEFAULT_PORT) ? shownHost : shownHost + ":" + port;
    }

    @Override
    public String toString() {
        return masked();
    }
}
