package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.stream.StreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchDogTest {

    private static long seconds(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private static WatchDog watching(boolean udp) {
        return new WatchDog(RtspSettings.DEFAULT, udp, 0);
    }

    private static Optional<StreamFailure.Type> type(Optional<SessionEnd> end) {
        return end.map(known -> known.failure().type());
    }

    @Test
    void isContentWhileVideoComes() {
        WatchDog watchDog = watching(false);
        for (int second = 1; second < 100; second += 4) {
            watchDog.packet();
            watchDog.video(seconds(second));
            assertThat(watchDog.judge(seconds(second + 3.9), true, false)).isEmpty();
        }
        assertThat(watchDog.videoDuration()).isEqualTo(Duration.ofSeconds(96));
    }

    @Test
    void noticesAStall() {
        WatchDog watchDog = watching(false);
        watchDog.video(seconds(1));

        assertThat(watchDog.judge(seconds(6), true, false)).isEmpty();
        SessionEnd end = watchDog.judge(seconds(6.1), true, false).orElseThrow();
        assertThat(end.failure())
                .isEqualTo(new StreamFailure(StreamFailure.Type.STALLED, "No video came for 5 s."));
        assertThat(end.udpSilent()).isFalse();
    }

    @Test
    void soundWithoutPictureIsAStallToo() {
        WatchDog watchDog = watching(false);
        watchDog.packet();

        assertThat(type(watchDog.judge(seconds(6), false, false)))
                .contains(StreamFailure.Type.STALLED);
    }

    @Test
    void noticesThatUdpIsBlocked() {
        WatchDog watchDog = watching(true);

        assertThat(watchDog.judge(seconds(2.9), false, false)).isEmpty();
        assertThat(watchDog.judge(seconds(3.1), false, false).orElseThrow().udpSilent()).isTrue();
    }

    @Test
    void onePacketProvesThatUdpIsOpen() {
        WatchDog watchDog = watching(true);
        watchDog.packet();

        assertThat(watchDog.judge(seconds(3.1), false, false)).isEmpty();
    }

    @Test
    void noticesGoodBye() {
        assertThat(type(watching(false).judge(seconds(1), true, true)))
                .contains(StreamFailure.Type.CLOSED);
    }

    @Test
    void givesUpWaitingForParameterSets() {
        WatchDog watchDog = watching(false);
        watchDog.video(seconds(1));
        watchDog.video(seconds(15));

        assertThat(watchDog.judge(seconds(15.9), false, false)).isEmpty();
        assertThat(type(watchDog.judge(seconds(16.1), false, false)))
                .contains(StreamFailure.Type.PROTOCOL_ERROR);
    }
}
