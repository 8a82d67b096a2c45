package io.sightline.media.rtsp;

import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.Frame;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamSettings;
import io.sightline.media.stream.StreamState;
import io.sightline.media.stream.StreamStatus;
import io.sightline.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real stream that pulls a camera, for as long as a test needs it. */
final class PulledStream implements AutoCloseable {

    /** Retries fast, so that tests of reconnecting are fast. */
    static final RtspSettings IMPATIENT =
            RtspSettings.DEFAULT.with(
                    new RetryPolicy(
                            Duration.ofMillis(50),
                            Duration.ofMillis(200),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(30)));

    private final MediaLoop loop = MediaLoop.start("test-loop", Duration.ofMillis(1));
    private final List<Frame> frames = new ArrayList<>();
    private final AtomicInteger frameCount = new AtomicInteger();
    private final Stream stream;
    private final ChunkReader reader;

    PulledStream(String url) {
        this(url, IMPATIENT);
    }

    PulledStream(String url, RtspSettings settings) {
        stream =
                new Stream(
                        "cam",
                        loop,
                        RtspSource.create(
                                "cam", RtspAddress.parse(url), settings, InstantSource.system()),
                        new StreamSettings(
                                ChunkSettings.DEFAULT,
                                Duration.ZERO,
                                StreamSettings.DEFAULT.window(),
                                StreamSettings.DEFAULT.maxHeapBytes()),
                        InstantSource.system());
        stream.addFrameListener(this::frame);
        reader = join();
    }

    /** One reader more. */
    ChunkReader join() {
        return stream.open(
                new ReaderInfo("1", ReaderInfo.Kind.API, "", Instant.EPOCH),
                JoinAt.OLDEST,
                () -> {});
    }

    private void frame(Frame frame) {
        synchronized (frames) {
            frames.add(frame);
        }
        frameCount.incrementAndGet();
    }

    Stream stream() {
        return stream;
    }

    ChunkReader reader() {
        return reader;
    }

    List<Frame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    StreamStatus status() {
        return stream.status();
    }

    /** Waits until {@code count} more frames have come. */
    PulledStream awaitFrames(int count) {
        int wanted = frameCount.get() + count;
        Eventually.await(
                () -> (wanted - frameCount.get()) + " more frames; " + status(),
                () -> frameCount.get() >= wanted);
        return this;
    }

    /** Waits for the source to fail. */
    StreamFailure awaitFailure() {
        Eventually.await(
                () -> "a failure; " + status(),
                () -> status().state() == StreamState.RETRYING && status().failure().isPresent());
        return status().failure().orElseThrow();
    }

    void awaitFailure(StreamFailure.Type type) {
        Eventually.await(
                () -> "failure " + type + "; " + status(),
                () -> status().failure().map(failure -> failure.type() == type).orElse(false));
    }

    @Override
    public void close() {
        stream.close();
        Eventually.await(() -> "the end; " + status(), () -> status().state() == StreamState.IDLE);
        loop.close();
    }
}
