package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondLooksTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final SecondLooks looks = new SecondLooks(Duration.ofMinutes(15));

    /** Minutes after noon at which it is looked at, always in vain. */
    private List<Long> minutes(String cameraId, Duration until) {
        List<Long> minutes = new ArrayList<>();
        looks.inVain(cameraId, NOON);
        for (Instant now = NOON; now.isBefore(NOON.plus(until)); now = now.plusSeconds(60)) {
            if (looks.due(now).contains(cameraId)) {
                minutes.add(Duration.between(NOON, now).toMinutes());
                looks.inVain(cameraId, now);
            }
        }
        return minutes;
    }

    @Test
    void comeAfterAQuarterOfAnHourThenHourlyAndEndSomeTime() {
        List<Long> minutes = minutes("gate", Duration.ofDays(1));

        assertThat(minutes).hasSize(SecondLooks.MOST);
        assertThat(minutes.getFirst()).isBetween(15L, 21L);
        for (int i = 1; i < minutes.size(); i++) {
            assertThat(minutes.get(i) - minutes.get(i - 1)).isBetween(60L, 81L);
        }
    }

    @Test
    void endWhenThePictureComes() {
        looks.inVain("gate", NOON);
        looks.forget("gate");
        assertThat(looks.due(NOON.plus(Duration.ofDays(1)))).isEmpty();

        looks.inVain("gate", NOON);
        looks.keepOnly(Set.of());
        assertThat(looks.due(NOON.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void beginWithAQuarterOfAnHourAgainOnAnotherDay() {
        minutes("gate", Duration.ofDays(1));
        looks.forget("gate");
        assertThat(minutes("gate", Duration.ofDays(1))).hasSize(SecondLooks.MOST);
    }

    @Test
    void ofCamerasThatFailTogetherAreApart() {
        IntStream.range(0, 300).forEach(i -> looks.inVain("camera-" + i, NOON));

        int before = 0;
        for (int minute = 15; minute < 20; minute++) {
            int due = looks.due(NOON.plus(Duration.ofMinutes(minute + 1))).size();
            assertThat(due - before).isBetween(30, 90);
            before = due;
        }
        assertThat(before).isEqualTo(300);
    }

    @Test
    void whoWaitsLongestComesFirst() {
        looks.inVain("late", NOON.plus(Duration.ofMinutes(30)));
        looks.inVain("early", NOON);
        assertThat(looks.due(NOON.plus(Duration.ofHours(1)))).containsExactly("early", "late");
    }
}
