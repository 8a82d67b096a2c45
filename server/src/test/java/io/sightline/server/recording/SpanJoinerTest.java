package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Hole;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.recording.RecordedTime.Gap;
import io.sightline.server.recording.RecordedTime.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanJoinerTest {

    private static final int SECOND = 1_000_000;

    private static IndexedSegment segment(int from, int to, String gapBefore, Hole... holes) {
        return new IndexedSegment(
                "cam",
                new SegmentId(Instant.ofEpochSecond(from)),
                "main",
                State.CLOSED,
                (long) from * SECOND,
                (long) to * SECOND,
                (to - from) * 100L,
                gapBefore,
                "avc1.64001f",
                Arrays.asList(holes));
    }

    private static Hole hole(int from, int to) {
        return hole(from, to, GapReason.CAMERA_STALLED);
    }

    private static Hole hole(int from, int to, GapReason reason) {
        return new Hole((long) from * SECOND, (long) to * SECOND, reason);
    }

    private static Span span(int from, int to, long bytes) {
        return new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), bytes);
    }

    private static Gap gap(int from, int to, String reason) {
        return new Gap(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), reason);
    }

    private static SpanJoiner join(int from, int to, IndexedSegment... segments) {
        SpanJoiner joiner = new SpanJoiner((long) from * SECOND, (long) to * SECOND);
        List.of(segments).forEach(joiner::add);
        return joiner;
    }

    @Test
    void joinsFilesThatContinueEachOther() {
        SpanJoiner joiner = join(0, 100, segment(10, 20, "recording-off"), segment(20, 30, ""));
        assertThat(joiner.spans()).containsExactly(span(10, 30, 2_000));
        assertThat(joiner.gaps()).isEmpty();
    }

    @Test
    void saysWhyThereIsAGapHoweverShort() {
        SpanJoiner joiner = join(0, 100, segment(10, 20, ""), segment(21, 30, "disk-slow"));
        assertThat(joiner.spans()).containsExactly(span(10, 20, 1_000), span(21, 30, 900));
        assertThat(joiner.gaps()).containsExactly(gap(20, 21, "disk-slow"));
    }

    @Test
    void aHoleWithinAFilePartsItsSpan() {
        SpanJoiner joiner =
                join(
                        0,
                        100,
                        segment(10, 20, ""),
                        segment(20, 30, "", hole(22, 24), hole(28, 29, GapReason.PACKETS_LOST)),
                        segment(30, 40, ""));
        assertThat(joiner.spans())
                .containsExactly(span(10, 22, 1_286), span(24, 28, 571), span(29, 40, 1_143));
        assertThat(joiner.gaps())
                .containsExactly(gap(22, 24, "camera-stalled"), gap(28, 29, "packets-lost"));
    }

    @Test
    void whatLiesBeyondTheRangeIsCutOff() {
        SpanJoiner joiner = join(23, 26, segment(20, 40, "", hole(22, 24), hole(30, 31)));
        assertThat(joiner.gaps()).containsExactly(gap(23, 24, "camera-stalled"));
        assertThat(joiner.spans())
                .extracting(Span::from, Span::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Instant.ofEpochSecond(24), Instant.ofEpochSecond(26)));
    }

    @Test
    void filesThatAreGoneLeaveAGapOfTheirOwn() {
        SpanJoiner joiner = join(0, 100, segment(10, 20, ""), segment(50, 60, ""));
        assertThat(joiner.gaps()).containsExactly(gap(20, 50, "not-available"));
    }
}
