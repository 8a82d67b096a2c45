package io.sightline.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One number that a benchmark arrives at, with what was promised for it.
 *
 * @param key as in the closing line: no blanks, unit as its ending ({@code cpuRatio}, {@code
 *     seekP99Millis})
 * @param must the bound that fails the benchmark when missed
 * @param aim the bound to work towards
 */
public record Figure(String key, double value, Optional<Bound> must, Optional<Bound> aim) {

    /** A limit on a figure. */
    public sealed interface Bound {

        double limit();

        boolean holdsFor(double value);

        default String describe() {
            return (this instanceof AtMost ? "≤ " : "≥ ") + number(limit());
        }
    }

    /** Smaller is better. */
    public record AtMost(double limit) implements Bound {
        @Override
        public boolean holdsFor(double value) {
            return value <= limit;
        }
    }

    /** Larger is better. */
    public record AtLeast(double limit) implements Bound {
        @Override
        public boolean holdsFor(double value) {
            return value >= limit;
        }
    }

    public Figure {
        if (key.isBlank() || key.chars().anyMatch(c -> Character.isWhitespace(c) || c == '=')) {
            throw new IllegalArgumentException("a figure's key is one word: '" + key + "'");
        }
    }

    /** A figure that is only told. */
    public static Figure of(String key, double value) {
        return new Figure(key, value, Optional.empty(), Optional.empty());
    }

    public static Figure atMost(String key, double value, double must, double aim) {
        return new Figure(key, value, Optional.of(new AtMost(must)), Optional.of(new AtMost(aim)));
    }

    public static Figure atLeast(String key, double value, double must, double aim) {
        return new Figure(
                key, value, Optional.of(new AtLeast(must)), Optional.of(new AtLeast(aim)));
    }

    /** A figure without its bounds, for a run too short or too small to be held to them. */
    public Figure unbound() {
        return of(key, value);
    }

    /** Not a number meets nothing. */
    public boolean meetsMust() {
        return must.map(bound -> bound.holdsFor(value)).orElse(true);
    }

    public boolean meetsAim() {
        return aim.map(bound -> bound.holdsFor(value)).orElse(true);
    }

    /** {@code key=value}. */
    public String inClosingLine() {
        return key + "=" + number(value);
    }

    public String valueText() {
        return number(value);
    }

    /** Three significant digits, without exponent; whole numbers as such. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%d", Math.round(value));
        }
        double magnitude = Math.abs(value);
        int decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3;
        if (magnitude < 0.01) {
            decimals = 5;
        }
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
