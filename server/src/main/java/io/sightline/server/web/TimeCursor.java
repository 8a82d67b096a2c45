package io.sightline.server.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page of a list ended that is sorted by time, and by id where times are the same. Holds
 * even when what it names is deleted in between.
 */
public record TimeCursor(long atMillis, String id) {

    /** Before the newest, where the newest come first. */
    public static final TimeCursor NEWEST = new TimeCursor(Long.MAX_VALUE, "");

    /** Before the oldest, where the oldest come first. */
    public static final TimeCursor OLDEST = new TimeCursor(Long.MIN_VALUE, "");

    public static TimeCursor after(Instant at, String id) {
        return new TimeCursor(at.toEpochMilli(), id);
    }

    /** Whether what has this time and id comes after it, where the oldest come first. */
    public boolean isBefore(Instant at, String otherId) {
        long millis = at.toEpochMilli();
        return millis > atMillis || (millis == atMillis && otherId.compareTo(id) > 0);
    }

    /**
     * @throws ProblemException when it is not one of ours
     */
    public static TimeCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon < 0) {
                throw Page.invalidCursor();
            }
            return new TimeCursor(
                    Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw Page.invalidCursor();
        }
    }

    @Override
    public String toString() {
        String plain = atMillis + ":" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
