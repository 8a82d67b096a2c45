package io.sightline.media.mediatime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two tracks, a camera's clock, the server's clock and the network's delay, all in the test's hand.
 */
final class SessionClockTest {
    private static final int VIDEO = 0;
    private static final int AUDIO = 1;
    private static final int FRAME_TICKS = 3_600;
    private static final int AUDIO_RATE_HZ = 48_000;
    private static final int AUDIO_FRAME = 1_024;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000;

    private final List<String> jumps = new ArrayList<>();
    private long nanos = 5_000_000_000L;
    private final long startNanos = nanos;
    private long serverStepMicros;
    private int videoTime = 0x1234_5678;
    private int audioTime = 0x7FFF_FF00;
    private SessionClock clock = clock(false);

    private SessionClock clock(boolean reorders) {
        return new SessionClock(
                List.of(
                        new SessionClock.Track(90_000, 90_000, true, reorders),
                        new SessionClock.Track(AUDIO_RATE_HZ, AUDIO_RATE_HZ, false, false)),
                () -> NOON.plusNanos(nanos - startNanos + 1_000 * serverStepMicros),
                nanos,
                jumps::add);
    }

    private long elapsedMicros() {
        return (nanos - startNanos) / 1_000;
    }

    private void advanceMillis(double millis) {
        nanos += Math.round(millis * 1e6);
    }

    private long video() {
        return clock.ptsTicks(VIDEO, videoTime, nanos);
    }

    private long nextVideo() {
        videoTime += FRAME_TICKS;
        advanceMillis(40);
        return video();
    }

    private long wall(long videoPts) {
        return clock.wallClockMicros(VIDEO, videoPts);
    }

    private static long ntp(long unixMicros) {
        return NtpTime.fromUnixMicros(unixMicros);
    }

    @Test
    void startsAtZeroAndKeepsTheSendersIntervals() {
        assertThat(video()).isZero();
        assertThat(nextVideo()).isEqualTo(3_600);
        advanceMillis(300); // late
        assertThat(nextVideo()).isEqualTo(7_200);
    }

    @Test
    void countsOnWhenTimestampsWrap() {
        videoTime = 0xFFFF_F000;
        assertThat(video()).isZero();
        long last = 0;
        for (int i = 1; i <= 10; i++) {
            last = nextVideo();
        }
        assertThat(last).isEqualTo(36_000);
        assertThat(jumps).isEmpty();
    }

    @Test
    void putsTracksInStepByArrivalWithoutAnythingBetter() {
        video();
        advanceMillis(25);

        assertThat(clock.ptsTicks(AUDIO, audioTime, nanos)).isEqualTo(AUDIO_RATE_HZ / 40);
    }

    @Test
    void putsTracksInStepByRtpInfoWhenItIsPlausible() {
        clock.rtpInfo(VIDEO, Integer.toUnsignedLong(videoTime - 900));
        clock.rtpInfo(AUDIO, Integer.toUnsignedLong(audioTime - 4_800));

        assertThat(video()).isEqualTo(900);
        advanceMillis(25);
        assertThat(clock.ptsTicks(AUDIO, audioTime, nanos)).isEqualTo(4_800);
    }

    @Test
    void ignoresRtpInfoThatCanNotBe() {
        clock.rtpInfo(VIDEO, 0);
        clock.rtpInfo(AUDIO, 0);

        assertThat(video()).isZero();
        advanceMillis(25);
        assertThat(clock.ptsTicks(AUDIO, audioTime, nanos)).isEqualTo(1_200);
    }

    @Test
    void bringsAudioInStepBySenderReports() {
        long skewMicros = -90_000; // audio was captured 90 ms earlier than its arrival says
        double audioSeconds = 0;
        video();
        clock.ptsTicks(AUDIO, audioTime, nanos);
        long misplacedMicros = Long.MAX_VALUE;
        for (int i = 1; i <= 25 * 20; i++) {
            nextVideo();
            while (audioSeconds < elapsedMicros() / 1e6) {
                audioTime += AUDIO_FRAME;
                audioSeconds += (double) AUDIO_FRAME / AUDIO_RATE_HZ;
                long pts = clock.ptsTicks(AUDIO, audioTime, nanos);
                assertThat(pts).isNotEqualTo(SessionClock.TOO_LATE);
                long truth = Math.round(audioSeconds * 1e6) + skewMicros;
                misplacedMicros = pts * 1_000_000 / AUDIO_RATE_HZ - truth;
            }
            if (i % 25 == 0) {
                long captured = NOON_MICROS + elapsedMicros();
                clock.senderReport(VIDEO, ntp(captured), videoTime, nanos);
                clock.senderReport(
                        AUDIO,
                        ntp(NOON_MICROS + Math.round(audioSeconds * 1e6) + skewMicros),
                        audioTime,
                        nanos);
            }
        }
        assertThat(misplacedMicros).isCloseTo(0, within(2_000L));
    }

    @ParameterizedTest
    @CsvSource({"true, 5000", "false, 180000"})
    void keepsAudioInStepForTenMinutesWhileItsClockDrifts(boolean reports, long withinMicros) {
        double driftPpm = 300; // 180 ms in ten minutes
        double secondsPerFrame = AUDIO_FRAME / (AUDIO_RATE_HZ * (1 + driftPpm / 1e6));
        double audioSeconds = 0;
        video();
        clock.ptsTicks(AUDIO, audioTime, nanos);
        for (int i = 1; i <= 25 * 600; i++) {
            nextVideo();
            long lastPts = -1;
            while (audioSeconds + secondsPerFrame < elapsedMicros() / 1e6) {
                audioTime += AUDIO_FRAME;
                audioSeconds += secondsPerFrame;
                lastPts = clock.ptsTicks(AUDIO, audioTime, nanos);
            }
            if (lastPts > 0 && i > 1_000) {
                assertThat(lastPts * 1_000_000 / AUDIO_RATE_HZ)
                        .isCloseTo(Math.round(audioSeconds * 1e6), within(withinMicros));
            }
            if (reports && i % 125 == 0) {
                clock.senderReport(VIDEO, ntp(NOON_MICROS + elapsedMicros()), videoTime, nanos);
                long captured = NOON_MICROS + Math.round(audioSeconds * 1e6);
                clock.senderReport(AUDIO, ntp(captured), audioTime, nanos);
            }
        }
        assertThat(jumps).isEmpty();
    }

    @Test
    void dropsAudioThatWouldGoBack() {
        video();
        clock.ptsTicks(AUDIO, audioTime, nanos);
        assertThat(clock.ptsTicks(AUDIO, audioTime - 1_024, nanos))
                .isEqualTo(SessionClock.TOO_LATE);
        assertThat(clock.ptsTicks(AUDIO, audioTime, nanos)).isEqualTo(SessionClock.TOO_LATE);
        assertThat(clock.ptsTicks(AUDIO, audioTime + 1_024, nanos)).isEqualTo(1_024);
    }

    @Test
    void keepsPicturesWithTheSameTimestampApart() {
        video();
        assertThat(video()).isEqualTo(1);
        assertThat(video()).isEqualTo(2);
        assertThat(nextVideo()).isEqualTo(3_600);
    }

    @Test
    void letsReorderedPicturesGoBack() {
        clock = clock(true);
        long first = video();
        videoTime += 4 * FRAME_TICKS;
        assertThat(video()).isEqualTo(first + 4 * FRAME_TICKS);
        videoTime -= 2 * FRAME_TICKS;
        assertThat(video()).isEqualTo(first + 2 * FRAME_TICKS);
        assertThat(jumps).isEmpty();
        assertThat(first).isPositive(); // so that leading pictures stay beyond 0
    }

    @Test
    void startsAgainWhenTheCamerasClockJumpsBack() {
        for (int i = 0; i < 100; i++) {
            nextVideo();
        }
        videoTime -= 90_000 * 3_600;
        assertThat(nextVideo()).isZero();

        assertThat(jumps).hasSize(1);
        assertThat(nextVideo()).isEqualTo(3_600);
    }

    @Test
    void startsAgainWhenTheCamerasClockJumpsFarAhead() {
        for (int i = 0; i < 100; i++) {
            nextVideo();
        }
        videoTime += 90_000 * 11;
        assertThat(nextVideo()).isZero();

        assertThat(jumps).hasSize(1);
        assertThat(nextVideo()).isEqualTo(3_600);
    }

    @Test
    void takesAPauseForAPause() {
        video();
        nextVideo();
        videoTime += 90_000 * 30;
        advanceMillis(30_000);

        assertThat(nextVideo()).isEqualTo(2 * 3_600 + 90_000 * 30);
        assertThat(jumps).isEmpty();
    }

    @Test
    void takesABurstAfterAStallForWhatItIs() {
        video();
        nextVideo();
        advanceMillis(12_000);
        for (int i = 0; i < 300; i++) {
            videoTime += FRAME_TICKS;
            video();
        }
        assertThat(jumps).isEmpty();
    }

    @Test
    void placesAudioAnewWhenOnlyItsClockJumps() {
        video();
        clock.ptsTicks(AUDIO, audioTime, nanos);
        for (int i = 0; i < 25; i++) {
            nextVideo();
            audioTime += 1_920;
            clock.ptsTicks(AUDIO, audioTime, nanos);
        }
        audioTime -= 1_000_000;
        nextVideo();
        long pts = clock.ptsTicks(AUDIO, audioTime, nanos);

        assertThat(pts).isCloseTo(AUDIO_RATE_HZ * 26 / 25, within(100L));
        assertThat(jumps).isEmpty();
    }

    @Test
    void tellsTheTimeOfDayByArrival() {
        long pts = video();

        assertThat(wall(pts)).isEqualTo(NOON_MICROS);
        for (int i = 0; i < 1_000; i++) {
            pts = nextVideo();
            assertThat(wall(pts)).isCloseTo(NOON_MICROS + elapsedMicros(), within(1_000L));
        }
    }

    @Test
    void slewsTheTimeOfDayTowardsSenderReports() {
        video();
        long cameraAheadMicros = 200_000;
        long lastPts = 0;
        long lastWall = wall(0);
        for (int i = 1; i <= 25 * 600; i++) {
            long pts = nextVideo();
            if (i % 125 == 0) {
                long captured = NOON_MICROS + elapsedMicros() + cameraAheadMicros;
                clock.senderReport(VIDEO, ntp(captured), videoTime, nanos);
            }
            long wall = wall(pts);
            long mediaStep = (pts - lastPts) * 1_000_000 / 90_000;
            assertThat(wall - lastWall - mediaStep).isBetween(-21L, 21L); // 500 ppm of 40 ms
            lastPts = pts;
            lastWall = wall;
        }
        assertThat(lastWall - (NOON_MICROS + elapsedMicros()))
                .isCloseTo(cameraAheadMicros, within(1_000L));
    }

    @Test
    void doesNotBelieveSenderReportsFarFromTheServersClock() {
        video();
        for (int i = 1; i <= 25 * 60; i++) {
            long pts = nextVideo();
            if (i % 125 == 0) {
                clock.senderReport(
                        VIDEO,
                        ntp(NOON_MICROS + elapsedMicros() - 86_400_000_000L),
                        videoTime,
                        nanos);
            }
            assertThat(wall(pts)).isCloseTo(NOON_MICROS + elapsedMicros(), within(1_000L));
        }
        assertThat(jumps).isEmpty();
    }

    @Test
    void doesNotBelieveSenderReportsOfAnotherRtpClock() {
        video();
        for (int i = 1; i <= 25 * 30; i++) {
            long pts = nextVideo();
            if (i % 25 == 0) {
                clock.senderReport(VIDEO, ntp(NOON_MICROS + elapsedMicros() + 900_000), 0, nanos);
            }
            assertThat(wall(pts)).isCloseTo(NOON_MICROS + elapsedMicros(), within(1_000L));
        }
    }

    @Test
    void startsAgainWhenTheServersClockSteps() {
        video();
        for (int i = 0; i < 100; i++) {
            nextVideo();
        }
        serverStepMicros = 3_600_000_000L;
        for (int i = 0; i < 50; i++) {
            nextVideo();
        }
        assertThat(jumps).hasSize(1);
        assertThat(wall(nextVideo()))
                .isCloseTo(NOON_MICROS + elapsedMicros() + serverStepMicros, within(1_000L));
    }

    @Test
    void doesNotTakeAPauseOfTheProcessForAStep() {
        video();
        for (int i = 0; i < 100; i++) {
            nextVideo();
        }
        for (int i = 0; i < 30; i++) {
            serverStepMicros = 3_000_000; // the process slept between reading the two clocks
            nextVideo();
            serverStepMicros = 0;
            nextVideo();
        }
        assertThat(jumps).isEmpty();
        assertThat(wall(nextVideo())).isCloseTo(NOON_MICROS + elapsedMicros(), within(1_000L));
    }

    @Test
    void followsASmallCorrectionOfTheServersClockWithoutAStep() {
        video();
        for (int i = 0; i < 100; i++) {
            nextVideo();
        }
        serverStepMicros = 50_000;
        long before = wall(nextVideo());
        long after = wall(nextVideo());
        assertThat(after - before).isBetween(39_979L, 40_021L);
        long pts = 0;
        for (int i = 0; i < 25 * 300; i++) {
            pts = nextVideo();
        }
        assertThat(jumps).isEmpty();
        assertThat(wall(pts))
                .isCloseTo(NOON_MICROS + elapsedMicros() + serverStepMicros, within(2_000L));
    }

    @Test
    void estimatesTheDriftOfTheCamerasClock() {
        double ppm = 80;
        double cameraTicks = 0;
        video();
        java.util.Random network = new java.util.Random(1);
        for (int i = 0; i < 25 * 300; i++) {
            cameraTicks += FRAME_TICKS * (1 + ppm / 1e6);
            advanceMillis(40);
            long delay = network.nextInt(20_000_000);
            clock.ptsTicks(VIDEO, 0x1234_5678 + (int) Math.round(cameraTicks), nanos + delay);
        }
        assertThat(clock.driftKnown()).isTrue();
        assertThat(clock.driftPpm()).isCloseTo(ppm, within(10.0));
    }

    @Test
    void neverGoesBackWhateverTheTimestampsAre() {
        java.util.Random random = new java.util.Random(7);
        long last = -1;
        int restarts = 0;
        for (int i = 0; i < 20_000; i++) {
            videoTime =
                    random.nextInt(10) == 0 ? random.nextInt() : videoTime + random.nextInt(9_000);
            advanceMillis(random.nextInt(100));
            long pts = video();
            if (jumps.size() > restarts) {
                restarts = jumps.size();
                last = -1;
            }
            assertThat(pts).isGreaterThan(last);
            last = pts;
        }
        assertThat(restarts).isPositive();
    }
}
