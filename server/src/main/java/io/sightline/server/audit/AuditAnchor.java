package io.sightline.server.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the log at some time, written down outside of the database. As text: {@code
 * 1234:9f86d081…}, with a time before it or without.
 *
 * @param hash of the entry with that number
 */
public record AuditAnchor(long sequence, String hash) {

    private static final Pattern TEXT = Pattern.compile("(?:\\S+ )?(\\d{1,18}):([0-9a-f]{64})");

    /** Empty when it is none. */
    public static Optional<AuditAnchor> parse(String text) {
        Matcher anchor = TEXT.matcher(text.strip());
        return anchor.matches()
                ? Optional.of(new AuditAnchor(Long.parseLong(anchor.group(1)), anchor.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
