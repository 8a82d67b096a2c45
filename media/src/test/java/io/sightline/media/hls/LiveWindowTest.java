package io.sightline.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Chunk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiveWindowTest {

    private static final long EPOCH = 1_790_000_000L;

    private final LiveWindow window = new LiveWindow(EPOCH);

    private MediaPlaylistText playlist() {
        return MediaPlaylistText.parse(window.playlist().orElseThrow().full()).obeysTheRules();
    }

    /**
     * Adds chunks one by one and checks every playlist on the way, by itself and as a successor.
     */
    private MediaPlaylistText addAll(HandMadeChunks camera, int count) {
        MediaPlaylistText before = null;
        for (int i = 0; i < count; i++) {
            window.add(camera.next());
            if (window.playlist().isPresent()) {
                MediaPlaylistText now = playlist();
                if (before != null) {
                    now.follows(before);
                }
                before = now;
            }
        }
        return playlist();
    }

    @Test
    void saysNothingBeforeTheFirstSegmentIsComplete() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        camera.next(10).forEach(window::add);

        assertThat(window.playlist()).isEmpty();

        window.add(camera.next());
        MediaPlaylistText playlist = playlist();
        assertThat(playlist.segments).hasSize(1);
        assertThat(playlist.segments.getFirst().duration()).isEqualTo(2.0);
        assertThat(playlist.segments.getFirst().parts()).hasSize(10);
        assertThat(playlist.openParts).hasSize(1);
        assertThat(playlist.openParts.getFirst().independent()).isTrue();
        assertThat(playlist.targetDuration).isEqualTo(2);
        assertThat(playlist.preloadHint).isEqualTo("p" + EPOCH + "-11.m4s");
    }

    @ParameterizedTest
    @CsvSource({
        "25, 5, 25",
        "25, 5, 50",
        "30, 6, 60",
        "15, 3, 30",
        "25, 5, 100",
        "25, 5, 300",
        "10, 2, 17",
        "5, 1, 10"
    })
    void everyPlaylistObeysTheRules(int framesPerSecond, int framesPerChunk, int framesPerGop) {
        addAll(new HandMadeChunks(framesPerSecond, framesPerChunk, framesPerGop), 600);
    }

    @Test
    void endsASegmentWhereAShortPartWouldStandInside() {
        MediaPlaylistText playlist = addAll(new HandMadeChunks(25, 5, 12), 40);

        assertThat(playlist.segments)
                .allSatisfy(segment -> assertThat(segment.duration()).isEqualTo(0.48));
    }

    @Test
    void joinsShortGopsIntoOneSegment() {
        MediaPlaylistText playlist = addAll(new HandMadeChunks(25, 5, 10), 40);

        assertThat(playlist.segments)
                .allSatisfy(segment -> assertThat(segment.duration()).isBetween(1.5, 2.0));
        assertThat(playlist.segments.getLast().parts())
                .filteredOn(MediaPlaylistText.Part::independent)
                .hasSizeGreaterThan(2);
    }

    @Test
    void cutsGopsThatAreLongerThanTheTargetDuration() {
        MediaPlaylistText playlist = addAll(new HandMadeChunks(25, 5, 250), 200);

        assertThat(playlist.targetDuration).isEqualTo(4);
        assertThat(playlist.segments).hasSizeGreaterThan(8);
        assertThat(
                        playlist.segments.stream()
                                .filter(
                                        s ->
                                                s.parts().isEmpty()
                                                        || s.parts().getFirst().independent()))
                .isNotEmpty();
    }

    @Test
    void toleratesTheJitterOfTimestampsInParts() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        long[] jitter = {200_000, 206_000, 195_000, 201_000, 199_000};
        for (int i = 0; i < 100; i++) {
            window.add(camera.next(5, jitter[i % jitter.length]));
            if (window.playlist().isPresent()) {
                playlist();
            }
        }
        assertThat(window.outgrown()).isFalse();
        assertThat(playlist().segments.getLast().parts()).isNotEmpty();
    }

    @Test
    void makesAPartThatIsTooLongASegmentWithoutParts() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        camera.next(14).forEach(window::add);
        MediaPlaylistText before = playlist();
        window.add(camera.next(5, 400_000));
        MediaPlaylistText after = playlist();

        after.follows(before);
        assertThat(after.segments.getLast().parts()).isEmpty();
        assertThat(after.segments.getLast().duration()).isEqualTo(0.4);
        assertThat(window.outgrown()).isFalse();
    }

    @Test
    void wantsANewSessionWhenTheFrameRateFalls() {
        new HandMadeChunks(25, 5, 50).next(14).forEach(window::add);
        playlist();
        HandMadeChunks night = new HandMadeChunks(5, 2, 10);
        for (int i = 0; i < 14; i++) {
            night.skip();
        }
        night.next(3).forEach(window::add);

        assertThat(window.outgrown()).isTrue();
    }

    @Test
    void marksAChangeOfFormatAsDiscontinuityWithItsOwnInit() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        camera.next(24).forEach(window::add);
        camera.changeResolution(1920, 1080);
        camera.next(24).forEach(window::add);

        MediaPlaylistText playlist = playlist();
        assertThat(playlist.segments.stream().filter(MediaPlaylistText.Segment::discontinuity))
                .hasSize(1)
                .first()
                .satisfies(s -> assertThat(s.map()).isEqualTo("init-" + EPOCH + "-2.mp4"));
        assertThat(window.init(1)).isPresent();
        assertThat(window.init(2)).isPresent();
        assertThat(text(window.playlist().orElseThrow().multivariant()))
                .contains("RESOLUTION=1920x1080", "CODECS=\"avc1.64001f\"", "FRAME-RATE=25.000");
    }

    @Test
    void countsDiscontinuitiesThatLeaveThePlaylist() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50).ofBytes(100_000);
        MediaPlaylistText before = null;
        for (int round = 0; round < 20; round++) {
            for (Chunk chunk : camera.next(24)) {
                window.add(chunk);
                if (window.playlist().isPresent()) {
                    MediaPlaylistText now = playlist();
                    if (before != null) {
                        now.follows(before);
                    }
                    before = now;
                }
            }
            camera.pause(3_000_000);
        }
        assertThat(playlist().discontinuitySequence).isGreaterThan(EPOCH + 5);
    }

    @Test
    void treatsAHoleInTheSequenceAsDiscontinuity() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        camera.next(30).forEach(window::add);
        for (int i = 0; i < 10; i++) {
            camera.skip();
        }
        camera.next(20).forEach(window::add);

        assertThat(playlist().segments.stream().filter(MediaPlaylistText.Segment::discontinuity))
                .hasSize(1);
    }

    @Test
    void listsLessThanAMinuteOfWhatLiesOnTheHeap() {
        addAll(new HandMadeChunks(25, 5, 50).ofBytes(100_000), 600);

        double seconds = playlist().segments.stream().mapToDouble(s -> s.duration()).sum();
        assertThat(seconds).isBetween(6.0, 20.0);
    }

    @Test
    void listsAMinuteOfWhatIsStored() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50).ofBytes(100_000);
        for (Chunk chunk : camera.next(600)) {
            chunk.storedAt(Path.of("recording.mp4"), chunk.info().sequence() * 100_000);
            chunk.releaseMemory();
            window.add(chunk);
        }
        double seconds = playlist().segments.stream().mapToDouble(s -> s.duration()).sum();
        assertThat(seconds).isBetween(55.0, 62.0);
    }

    @Test
    void keepsMediaForAWhileAfterItLeftThePlaylist() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        addAll(camera, 600);
        long oldestListed = playlist().mediaSequence;

        assertThat(window.segment(oldestListed - 1)).isPresent();
        assertThat(window.segment(oldestListed - 20)).isEmpty();
        assertThat(window.part(5)).isEmpty();
        assertThat(window.part(599)).isPresent();
    }

    @Test
    void deltaUpdatesStandForTheFullPlaylist() {
        HandMadeChunks camera = new HandMadeChunks(25, 5, 50);
        camera.next(400).forEach(window::add);
        MediaPlaylistText before = playlist();
        for (int i = 0; i < 60; i++) {
            window.add(camera.next());
            LivePlaylist now = window.playlist().orElseThrow();
            MediaPlaylistText delta = MediaPlaylistText.parseDelta(now.delta(), before);
            MediaPlaylistText full = MediaPlaylistText.parse(now.full());

            assertThat(delta.skipped).isGreaterThan(10);
            assertThat(now.delta().remaining()).isLessThan(now.full().remaining() * 2 / 3);
            assertThat(delta.segments.stream().map(MediaPlaylistText.Segment::uri))
                    .containsExactlyElementsOf(
                            full.segments.stream().map(MediaPlaylistText.Segment::uri).toList());
            delta.obeysTheRules().follows(before);
            before = full;
        }
    }

    private static String text(java.nio.ByteBuffer bytes) {
        return java.nio.charset.StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
