package io.sightline.bench.latency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame that the browser showed.
 *
 * @param number read from the bar code in the picture
 * @param shownMicros when, microseconds since the epoch
 */
record ShownFrame(int number, long shownMicros) {

    private static final Pattern LINE = Pattern.compile("frame (\\d{1,5}) (\\d{1,18})");

    /** The browser script's line {@code frame NUMBER MICROS}; empty for its other lines. */
    static Optional<ShownFrame> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(
                        new ShownFrame(
                                Integer.parseInt(matcher.group(1)),
                                Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
