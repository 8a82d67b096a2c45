package io.sightline.server.picture;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a picture is asked for with. */
final class SnapshotQuery {

    private static final int LEAST_WIDTH = 16;
    private static final int MOST_WIDTH = 7680;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private SnapshotQuery() {}

    /**
     * @return {@link Pictures#WHOLE} when nothing is said; empty when it is no width
     */
    static OptionalInt width(@Nullable String text) {
        if (text == null) {
            return OptionalInt.of(Pictures.WHOLE);
        }
        int width = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        // Chroma has half of the pixels.
        return width < LEAST_WIDTH || width > MOST_WIDTH
                ? OptionalInt.empty()
                : OptionalInt.of(width & ~1);
    }

    /** ISO 8601 with any offset; a plus sign may have come as a space. */
    static Optional<Instant> time(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return time.isBefore(Instant.EPOCH) || time.isAfter(LAST)
                    ? Optional.empty()
                    : Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
