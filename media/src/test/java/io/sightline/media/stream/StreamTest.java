package io.sightline.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.codec.H264Format;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo.Kind;
import io.sightline.testing.Eventually;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamTest {

    private static final long FRAME_TICKS = 3_600;
    private static final int FRAMES_PER_GOP = 10;
    private static final Duration CLOSE_DELAY = Duration.ofMillis(50);
    private static final StreamSettings SETTINGS =
            new StreamSettings(
                    ChunkSettings.DEFAULT, CLOSE_DELAY, Duration.ofSeconds(20), 12 << 20);

    private final MediaLoop loop = MediaLoop.start("stream-test", Duration.ofMillis(1));
    private final ScriptedSource source = new ScriptedSource();
    private final Stream stream =
            new Stream("cam", loop, source, SETTINGS, InstantSource.fixed(Instant.EPOCH));

    /** A source whose frames the test sends one by one. */
    private final class ScriptedSource implements Source {
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger stops = new AtomicInteger();
        volatile @Nullable StreamInput input;
        private int frame;

        @Override
        public void start(StreamInput newInput) {
            newInput.connecting();
            input = newInput;
            starts.incrementAndGet();
        }

        @Override
        public void stop() {
            input = null;
            stops.incrementAndGet();
        }

        StreamInput running() {
            Eventually.await("the start of the source", () -> input != null);
            StreamInput current = input;
            if (current == null) {
                throw new IllegalStateException("the source was stopped");
            }
            return current;
        }

        void begin(H264Format format) {
            onLoop(() -> running().beginSession(List.of(format)));
            frame = 0;
        }

        void send(int frames) {
            onLoop(
                    () -> {
                        for (int i = 0; i < frames; i++) {
                            sendFrame();
                        }
                    });
        }

        private void sendFrame() {
            StreamInput to = running();
            AccessUnitBuffer unit = to.buffer(0);
            unit.beginNalUnit();
            unit.append(ByteBuffer.wrap(new byte[] {0x65, (byte) frame, 1, 2}));
            unit.endNalUnit();
            to.publish(0, frame * FRAME_TICKS, frame * 40_000L, frame % FRAMES_PER_GOP == 0);
            frame++;
        }
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void isNotPulledUntilSomebodyReadsIt() {
        assertThat(stream.status().state()).isEqualTo(StreamState.IDLE);
        assertThat(source.starts).hasValue(0);
    }

    @Test
    void startsItsSourceOnceForManyReaders() {
        ChunkReader first = open();
        ChunkReader second = open();
        source.running();
        assertThat(source.starts).hasValue(1);
        assertThat(stream.status().state()).isEqualTo(StreamState.CONNECTING);
        assertThat(stream.status().readers()).hasSize(2);
        first.close();
        second.close();
        assertThat(stream.status().readers()).isEmpty();
    }

    @Test
    void stopsItsSourceAfterTheLastReaderLeft() {
        ChunkReader reader = open();
        source.running();
        reader.close();
        Eventually.await("the end of the source", () -> source.stops.get() == 1);
        Eventually.await("an idle stream", () -> stream.status().state() == StreamState.IDLE);
    }

    @Test
    void keepsItsSourceWhenSomebodyComesBackWithinTheCloseDelay() {
        Stream patient =
                new Stream(
                        "patient",
                        loop,
                        source,
                        new StreamSettings(
                                ChunkSettings.DEFAULT,
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(20),
                                1 << 20),
                        InstantSource.system());
        ChunkReader first = patient.open(info(), JoinAt.NEXT_GOP, () -> {});
        source.running();
        first.close();
        patient.open(info(), JoinAt.NEXT_GOP, () -> {});
        onLoop(() -> {});
        assertThat(source.starts).hasValue(1);
        assertThat(source.stops).hasValue(0);
    }

    @Test
    void publishesEveryFrameInChunksThatEachReaderGets() {
        ChunkReader first = open();
        ChunkReader second = open();
        source.begin(format(0x28));
        source.send(50);
        List<Chunk> chunks = drain(first);
        assertThat(chunks.stream().mapToInt(chunk -> chunk.info().videoFrames()).sum())
                .isEqualTo(50);
        assertThat(drain(second)).as("the same objects, not copies").isEqualTo(chunks);
        assertThat(stream.status().state()).isEqualTo(StreamState.LIVE);
        assertThat(stream.status().statistics().gopFrames()).isEqualTo(FRAMES_PER_GOP);
        assertThat(stream.status().statistics().gopMillis()).isEqualTo(400);
    }

    @Test
    void marksADiscontinuityAndKeepsTimeGrowingAfterAnOutage() {
        ChunkReader reader = open();
        source.begin(format(0x28));
        source.send(20);
        onLoop(
                () ->
                        source.running()
                                .failed(
                                        new StreamFailure(StreamFailure.Type.CLOSED, "gone"),
                                        Duration.ofSeconds(1)));
        assertThat(stream.status().state()).isEqualTo(StreamState.RETRYING);
        assertThat(stream.status().retryAt()).contains(Instant.EPOCH.plusSeconds(1));
        List<Chunk> before = drain(reader);
        source.begin(format(0x28));
        source.send(20);
        List<Chunk> after = drain(reader);
        assertThat(after.getFirst().info().discontinuity()).isTrue();
        assertThat(after.getFirst().info().startsGop()).isTrue();
        assertThat(after.getFirst().info().startMicros())
                .isGreaterThanOrEqualTo(before.getLast().info().endMicros());
        assertThat(after.getFirst().info().sequence())
                .isEqualTo(before.getLast().info().sequence() + 1);
        assertThat(stream.status().statistics().reconnects()).isEqualTo(1);
    }

    @Test
    void startsANewInitSegmentWhenTheParameterSetsChange() {
        ChunkReader reader = open();
        source.begin(format(0x28));
        source.send(20);
        onLoop(() -> source.running().changeFormat(0, format(0x1f)));
        source.send(20);
        List<Integer> versions =
                drain(reader).stream().map(chunk -> chunk.info().init().version()).toList();
        assertThat(versions).isSorted().contains(1, 2);
        assertThat(stream.status().tracks().getFirst().codecString()).isEqualTo("avc1.64001f");
        assertThat(stream.status().statistics().discontinuities()).isEqualTo(1);
    }

    @Test
    void doesNothingWhenTheSameParameterSetsComeAgain() {
        ChunkReader reader = open();
        source.begin(format(0x28));
        source.send(20);
        onLoop(() -> source.running().changeFormat(0, format(0x28)));
        source.send(20);
        assertThat(drain(reader)).noneMatch(chunk -> chunk.info().init().version() > 1);
    }

    @Test
    void keepsTheBytesOfAnAccessUnitBegunWhenItsParameterSetsChange() {
        ChunkReader reader = open();
        source.begin(format(0x28));
        source.send(10);
        onLoop(
                () -> {
                    StreamInput input = source.running();
                    input.buffer(0).beginNalUnit();
                    input.buffer(0).append(ByteBuffer.wrap(new byte[] {0x65, 9, 9, 9}));
                    input.buffer(0).endNalUnit();
                    input.changeFormat(0, format(0x1f));
                    input.publish(0, 10 * FRAME_TICKS, 400_000, true);
                });
        stream.close();
        onLoop(() -> {});
        assertThat(stream.status().statistics().frames()).isEqualTo(11);
        reader.close();
    }

    @Test
    void givesFramesThatStayTheSameAfterTheChunkWasMade() {
        List<Frame> frames = new ArrayList<>();
        stream.addFrameListener(frames::add);
        open();
        source.begin(format(0x28));
        source.send(30);
        assertThat(frames).hasSize(30);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).data().get(5)).as("frame %d", i).isEqualTo((byte) i);
        }
    }

    private ChunkReader open() {
        return stream.open(info(), JoinAt.CACHED_GOP, () -> {});
    }

    private static ReaderInfo info() {
        return new ReaderInfo("1", Kind.API, "", Instant.EPOCH);
    }

    private static H264Format format(int level) {
        return new H264Format(
                List.of(ByteSequence.copyOf((byte) 0x67, (byte) 0x64, (byte) 0, (byte) level)),
                List.of(ByteSequence.copyOf((byte) 0x68, (byte) 1)),
                1920,
                1080,
                0);
    }

    private static List<Chunk> drain(ChunkReader reader) {
        List<Chunk> taken = new ArrayList<>();
        for (Optional<Chunk> chunk = reader.poll(); chunk.isPresent(); chunk = reader.poll()) {
            taken.add(chunk.get());
        }
        return taken;
    }

    private void onLoop(Runnable task) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(
                () -> {
                    try {
                        task.run();
                    } finally {
                        done.countDown();
                    }
                });
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
