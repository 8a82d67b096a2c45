package io.sightline.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaLoopPaceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 5, 5",
        "5, 5, 5",
        "20, 5, 20",
        "30, 5, 30",
        "1000, 5, 30",
        "1000, 50, 50",
        "1000, 0, 0"
    })
    void roundsLengthenWithChannelsButNotBeyondTheLongest(
            int channels, int paceMillis, int roundMillis) {
        long round = MediaLoop.roundNanos(channels, Duration.ofMillis(paceMillis).toNanos());

        assertThat(round).isEqualTo(Duration.ofMillis(roundMillis).toNanos());
    }
}
