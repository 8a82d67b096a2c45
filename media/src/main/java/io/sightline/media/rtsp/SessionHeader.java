package io.sightline.media.rtsp;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code Session} header (RFC 2326 §12.37).
 *
 * @param timeout after which the camera ends a session from which it hears nothing; empty when it
 *     does not say
 */
record SessionHeader(String id, Optional<Duration> timeout) {

    /** RFC 2326 §12.37: what holds when nothing is said. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Routers forget idle connections after a minute. */
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(30);

    private static final int MAX_TIMEOUT_SECONDS = 3_600;

    /** Empty when there is no id in it. */
    static Optional<SessionHeader> parse(String value) {
        String[] parts = value.split(";");
        String id = parts.length == 0 ? "" : parts[0].strip();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> timeout = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("timeout")) {
                timeout = timeout(parameter.substring("timeout".length()).replace('=', ' '));
            }
        }
        return Optional.of(new SessionHeader(id, timeout));
    }

    /** Zero and nonsense say nothing. */
    private static Optional<Duration> timeout(String text) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int seconds = Math.min(Integer.parseInt(digits), MAX_TIMEOUT_SECONDS);
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** A later answer's header: its id counts, and its time-out if it has one. */
    SessionHeader followedBy(SessionHeader later) {
        return new SessionHeader(later.id, later.timeout.or(() -> timeout));
    }

    /** Half the time-out, so that one lost keep-alive does no harm. */
    Duration keepAliveInterval() {
        Duration half = timeout.orElse(DEFAULT_TIMEOUT).dividedBy(2);
        return half.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : half;
    }
}
