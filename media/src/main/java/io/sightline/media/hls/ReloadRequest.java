package io.sightline.media.hls;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a media playlist with its delivery directives (RFC 8216bis §6.2.5).
 *
 * @param mediaSequence {@code _HLS_msn}: hold the answer until this segment is listed; −1 without
 * @param part {@code _HLS_part}: … or this part of it; −1 for the whole segment
 * @param skip {@code _HLS_skip}: the client takes a delta update
 */
public record ReloadRequest(long mediaSequence, int part, boolean skip) {

    private static final int MAX_DIGITS = 18;
    private static final int MAX_PART_DIGITS = 6;

    /** Whatever there is now. */
    public static final ReloadRequest NOW = new ReloadRequest(-1, -1, false);

    public boolean blocking() {
        return mediaSequence >= 0;
    }

    /**
     * Reads the directives; what is absent is null.
     *
     * @return empty when they are malformed or contradict each other: the answer is then 400
     */
    public static Optional<ReloadRequest> parse(
            @Nullable String msn, @Nullable String part, @Nullable String skip) {
        boolean takesDelta = "YES".equals(skip) || "v2".equals(skip);
        if (msn == null) {
            // RFC 8216bis §6.2.5.2: _HLS_part without _HLS_msn is an error.
            return part == null
                    ? Optional.of(new ReloadRequest(-1, -1, takesDelta))
                    : Optional.empty();
        }
        if (!isNumber(msn, MAX_DIGITS) || (part != null && !isNumber(part, MAX_PART_DIGITS))) {
            return Optional.empty();
        }
        int partIndex = part == null ? -1 : Integer.parseInt(part);
        return Optional.of(new ReloadRequest(Long.parseLong(msn), partIndex, takesDelta));
    }

    private static boolean isNumber(String text, int maxDigits) {
        return !text.isEmpty()
                && text.length() <= maxDigits
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
