package io.sightline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    @Test
    void looksUntilTheConditionHolds() {
        AtomicInteger looks = new AtomicInteger();

        Eventually.await("a third look", () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }

    @Test
    void givesWhatItSawLast() {
        AtomicInteger looks = new AtomicInteger();

        int seen = Eventually.await("a third look", looks::incrementAndGet, look -> look >= 3);

        assertThat(seen).isEqualTo(3);
        assertThat(looks).hasValue(3);
    }

    @Test
    void saysWhatItWaitedForInVain() {
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(
                        () ->
                                Eventually.await(
                                        Duration.ofMillis(20),
                                        () -> "rain, seen " + looks + " times",
                                        () -> looks.incrementAndGet() < 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("not within PT0.02S: rain, seen \\d+ times");
        assertThat(looks.get()).isGreaterThan(1);
    }

    @Test
    void endsWithWhatTheConditionThrows() {
        assertThatThrownBy(
                        () ->
                                Eventually.await(
                                        "a file",
                                        () -> {
                                            throw new IOException("no such file");
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("no such file");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Eventually.await("nothing", () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
