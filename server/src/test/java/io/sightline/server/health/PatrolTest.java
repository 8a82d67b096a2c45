package io.sightline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatrolTest {

    @Test
    void spreadsAThousandCamerasOverTheInterval() {
        Random random = new Random(4);
        Integer[] perSecond = new Integer[30];
        Arrays.fill(perSecond, 0);
        for (int i = 0; i < 1_000; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            long phase = Patrol.phaseNanos(id, Duration.ofSeconds(30));
            assertThat(Patrol.phaseNanos(id, Duration.ofSeconds(30))).isEqualTo(phase);
            perSecond[Math.toIntExact(phase / 1_000_000_000)]++;
        }
        assertThat(perSecond).allSatisfy(cameras -> assertThat(cameras).isBetween(10, 65));
    }

    @Test
    void spreadsCamerasWhoseIdsDifferLittle() {
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (int i = 0; i < 10; i++) {
            long phase = Patrol.phaseNanos("camera-" + i, Duration.ofSeconds(30));
            shortest = Math.min(shortest, phase);
            longest = Math.max(longest, phase);
        }
        assertThat(Duration.ofNanos(longest - shortest)).isGreaterThan(Duration.ofSeconds(10));
    }
}
