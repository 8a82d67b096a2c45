package io.sightline.server.stream;

import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import io.sightline.media.stream.StreamStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a stream is doing, as the API says it. */
public record StreamStatusJson(
        String state, Instant since, @Nullable Failure failure, @Nullable Instant retryAt) {

    /**
     * @param type last part of the problem type, stable
     * @param detail a sentence for a person
     */
    public record Failure(String type, String detail) {
        static Failure of(StreamFailure failure) {
            return new Failure(failure.type().slug(), failure.detail());
        }
    }

    /** A failure that is over is not shown any more. */
    public static StreamStatusJson of(StreamStatus status) {
        boolean over = status.state() == StreamState.LIVE || status.state() == StreamState.IDLE;
        return new StreamStatusJson(
                status.state().name().toLowerCase(Locale.ROOT),
                status.since(),
                over ? null : status.failure().map(Failure::of).orElse(null),
                status.retryAt().orElse(null));
    }
}
