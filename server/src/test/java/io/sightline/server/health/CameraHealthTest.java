package io.sightline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.health.CameraHealth.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraHealthTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Finding AWAY = new Finding(HealthStatus.OFFLINE, "unreachable", "gone");
    private static final Finding BLACK =
            new Finding(HealthStatus.ONLINE_WITHOUT_PICTURE, "stalled", "nothing comes");

    private final CameraHealth camera =
            new CameraHealth(new Period(START, Finding.UNKNOWN), null, 3, Duration.ofMinutes(3));

    private Optional<Period> look(Finding finding, int second) {
        return camera.observe(finding, at(second));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    @Test
    void isOnlineAtTheFirstAnswer() {
        assertThat(look(Finding.ONLINE, 10)).contains(new Period(at(10), Finding.ONLINE));
        assertThat(look(Finding.ONLINE, 40)).isEmpty();
        assertThat(camera.current().from()).isEqualTo(at(10));
        assertThat(camera.checkedAt()).contains(at(40));
    }

    @Test
    void isAwayAfterThreeMissesSinceTheFirstOfThem() {
        look(Finding.ONLINE, 0);
        assertThat(look(AWAY, 30)).isEmpty();
        assertThat(look(AWAY, 60)).isEmpty();
        assertThat(camera.current().finding()).isEqualTo(Finding.ONLINE);
        assertThat(look(AWAY, 90)).contains(new Period(at(30), AWAY));
    }

    @Test
    void twoMissesAreForgottenWithAnAnswer() {
        look(Finding.ONLINE, 0);
        look(AWAY, 30);
        look(AWAY, 60);
        assertThat(look(Finding.ONLINE, 90)).isEmpty();
        look(AWAY, 120);
        look(AWAY, 150);
        assertThat(camera.current().finding()).isEqualTo(Finding.ONLINE);
        assertThat(look(AWAY, 180)).contains(new Period(at(120), AWAY));
    }

    @Test
    void missesOfTwoKindsAreMissesInARow() {
        look(Finding.ONLINE, 0);
        look(BLACK, 30);
        look(AWAY, 60);
        assertThat(look(AWAY, 90)).contains(new Period(at(30), AWAY));
    }

    @Test
    void goesFromAwayToWithoutPictureWithTheSamePatience() {
        look(AWAY, 0);
        look(AWAY, 30);
        look(AWAY, 60);
        assertThat(look(BLACK, 90)).isEmpty();
        assertThat(look(BLACK, 120)).isEmpty();
        assertThat(look(BLACK, 150)).contains(new Period(at(90), BLACK));
    }

    @Test
    void isAnAlarmAfterThreeMinutesAndClosedWithItsDuration() {
        look(Finding.ONLINE, 0);
        for (int second = 30; second <= 180; second += 30) {
            look(AWAY, second);
            assertThat(camera.alarm(at(second))).isEmpty();
        }
        look(AWAY, 210);
        assertThat(camera.alarm(at(210))).contains(new Alarm(at(30), at(210), Optional.empty()));
        assertThat(camera.alarm(at(240))).isEmpty();

        look(Finding.ONLINE, 300);
        Alarm closed = camera.alarm(at(300)).orElseThrow();
        assertThat(closed.lasted(at(999))).isEqualTo(Duration.ofSeconds(270));
        assertThat(camera.openAlarm()).isEmpty();
        assertThat(camera.alarm(at(330))).isEmpty();
    }

    @Test
    void withoutPictureIsNoOfflineAlarm() {
        look(Finding.ONLINE, 0);
        for (int second = 30; second <= 600; second += 30) {
            look(BLACK, second);
            assertThat(camera.alarm(at(second))).isEmpty();
        }
    }

    @Test
    void anOutageGoesOnAfterARestart() {
        CameraHealth restarted =
                new CameraHealth(
                        new Period(START, AWAY),
                        new Alarm(START, at(180), Optional.empty()),
                        3,
                        Duration.ofMinutes(3));
        assertThat(restarted.observe(AWAY, at(1_000))).isEmpty();
        assertThat(restarted.alarm(at(1_000))).isEmpty();
        restarted.observe(Finding.ONLINE, at(1_030));
        assertThat(restarted.alarm(at(1_030)).orElseThrow().lasted(at(1_030)))
                .isEqualTo(Duration.ofSeconds(1_030));
    }
}
