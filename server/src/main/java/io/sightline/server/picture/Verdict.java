package io.sightline.server.picture;

import java.util.Locale;

/** What a picture is like. Names are stored and shown, so they are never changed. */
public enum Verdict {
    FINE,
    /** Nothing to be seen in it. */
    BLACK,
    /** It no longer changes. */
    FROZEN,
    /** Out of focus, dirty or fogged. */
    BLURRED,
    /** Something is in front of the lens. */
    COVERED,
    /** What a device shows that gets no picture: a plain screen, test bars, snow. */
    NO_SIGNAL,
    /** None came that could be judged. */
    NO_PICTURE;

    /** As it is stored and shown: {@code no-signal}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
