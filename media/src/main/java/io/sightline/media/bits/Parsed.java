package io.sightline.media.bits;

import java.util.Optional;
import java.util.function.Function;

/** What reading bytes from a stranger came to. Bad input is a value, not an exception. */
public sealed interface Parsed<T> {

    /** It was well formed and understood. */
    record Valid<T>(T value) implements Parsed<T> {}

    /**
     * It breaks its specification.
     *
     * @param offsetBits where in the input this showed
     */
    record Malformed<T>(String reason, long offsetBits) implements Parsed<T> {}

    /** It is well formed as far as it was read, and asks for something that we do not do. */
    record Unsupported<T>(String reason) implements Parsed<T> {}

    /** The value if there is one; callers that treat all bad input alike need no more than this. */
    default Optional<T> toOptional() {
        return this instanceof Valid<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** The same outcome with the value, if there is one, turned into another. */
    default <R> Parsed<R> map(Function<? super T, ? extends R> function) {
        return switch (this) {
            case Valid<T>(T value) -> new Valid<>(function.apply(value));
            case Malformed<T>(String reason, long offset) -> new Malformed<>(reason, offset);
            case Unsupported<T>(String reason) -> new Unsupported<>(reason);
        };
    }
}
