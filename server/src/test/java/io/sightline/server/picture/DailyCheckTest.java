package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DailyCheckTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static CheckProperties at(String time) {
        return new CheckProperties(
                LocalTime.parse(time),
                Duration.ZERO,
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                4,
                Duration.ofSeconds(3),
                Duration.ofSeconds(25),
                Duration.ofDays(90),
                7);
    }

    @Test
    void theHourIsThatOfTheServersTimeZone() {
        Instant winter = Instant.parse("2026-01-10T11:00:00Z");
        Instant summer = Instant.parse("2026-07-10T10:00:00Z");
        assertThat(DailyCheck.lastHour(winter, at("12:00"), BERLIN)).isEqualTo(winter);
        assertThat(DailyCheck.lastHour(summer, at("12:00"), BERLIN)).isEqualTo(summer);
        assertThat(DailyCheck.lastHour(winter.minusSeconds(1), at("12:00"), BERLIN))
                .isEqualTo(winter.minus(Duration.ofDays(1)));
    }

    @Test
    void manyCamerasAreSpreadOverAnHour() {
        int[] minutes = new int[60];
        IntStream.range(0, 6_000)
                .mapToObj(i -> DailyCheck.place("camera-" + i, 6_000, Duration.ofHours(1)))
                .forEach(place -> minutes[(int) place.toMinutes()]++);
        for (int count : minutes) {
            assertThat(count).isBetween(50, 150);
        }
    }

    @Test
    void fewCamerasAreLookedAtSoon() {
        assertThat(DailyCheck.place("1001", 4, Duration.ofHours(1)))
                .isLessThan(Duration.ofSeconds(16));
        assertThat(DailyCheck.place("1001", 4, Duration.ZERO)).isZero();
    }
}
