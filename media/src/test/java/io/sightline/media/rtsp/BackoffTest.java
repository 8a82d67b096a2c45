package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(RetryPolicy.DEFAULT, new SplittableRandom(1));

    private static void assertAbout(Duration wait, long seconds) {
        assertThat(wait.toMillis()).isBetween(seconds * 800, seconds * 1_200);
    }

    @Test
    void doublesUpToTheLongestWait() {
        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
            assertAbout(backoff.next(), seconds);
        }
        for (int i = 0; i < 100; i++) {
            assertAbout(backoff.next(), 30);
        }
    }

    @Test
    void beginsAnewAfterReset() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertAbout(backoff.next(), 1);
    }

    @Test
    void waitsLongAfterRefusedPasswords() {
        assertAbout(backoff.nextUnauthorized(), 30);
    }

    @Test
    void waitsDiffer() {
        assertThat(backoff.nextUnauthorized()).isNotEqualTo(backoff.nextUnauthorized());
    }
}
