package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.ChunkInfo;
import io.sightline.media.stream.Frame;
import io.sightline.testing.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/** What must be true of whatever a healthy camera sends. */
final class PulledMedia {

    private PulledMedia() {}

    /** Waits for {@code videoFrames}, then looks at frames and chunks. */
    static void assertFlows(PulledStream pulled, int videoFrames, String... codecs) {
        Eventually.await(
                () -> videoFrames + " frames; " + count(pulled, 0) + " came; " + pulled.status(),
                () -> count(pulled, 0) >= videoFrames);
        assertThat(pulled.status().tracks())
                .extracting(track -> track.displayName())
                .containsExactly(codecs);
        for (int track = 0; track < codecs.length; track++) {
            int number = track;
            Eventually.await(
                    () -> "samples of track " + number + "; " + pulled.status(),
                    () -> count(pulled, number) > 10);
        }
        assertAdvances(pulled.frames(), codecs.length);
        assertChunksContinue(pulled);
        assertThat(pulled.status().statistics().lostPackets()).isZero();
        // A server whose stream runs already may let us in in the middle of an access unit.
        assertThat(pulled.status().statistics().discardedAccessUnits()).isLessThanOrEqualTo(1);
        assertThat(pulled.status().statistics().discontinuities()).isZero();
        assertThat(pulled.status().statistics().keyFrames()).isPositive();
    }

    private static long count(PulledStream pulled, int track) {
        return pulled.frames().stream().filter(frame -> frame.track() == track).count();
    }

    /** No time twice; sound in order; pictures in order but for B-frames. */
    private static void assertAdvances(List<Frame> frames, int tracks) {
        for (int track = 0; track < tracks; track++) {
            int number = track;
            List<Long> times =
                    frames.stream()
                            .filter(frame -> frame.track() == number)
                            .map(Frame::ptsTicks)
                            .toList();
            assertThat(times).as("times of track %d", track).doesNotHaveDuplicates();
            if (track > 0) {
                assertThat(times).as("times of track %d", track).isSorted();
            }
        }
    }

    private static void assertChunksContinue(PulledStream pulled) {
        List<ChunkInfo> chunks =
                Stream.generate(() -> pulled.reader().poll())
                        .takeWhile(Optional::isPresent)
                        .map(chunk -> chunk.orElseThrow().info())
                        .toList();
        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks.getFirst().startsGop()).isTrue();
        for (int i = 1; i < chunks.size(); i++) {
            ChunkInfo before = chunks.get(i - 1);
            ChunkInfo after = chunks.get(i);
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(after.startMicros())
                    .as("start of chunk %d", i)
                    .isCloseTo(before.endMicros(), Offset.offset(60_000L));
        }
    }
}
