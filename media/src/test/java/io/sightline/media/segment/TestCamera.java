package io.sightline.media.segment;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import io.sightline.media.stream.StreamSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A camera that sends what it is told, at once, with the wall clock that it is told. */
final class TestCamera implements Source, AutoCloseable {

    private final TestMedia media;
    private final MediaLoop loop = MediaLoop.start("test-camera", Duration.ofMillis(1));
    private final Stream stream;
    private final CountDownLatch started = new CountDownLatch(1);
    private @Nullable StreamInput input;
    private long wallClockMicros;
    private long mediaMicros;
    private int sent;

    TestCamera(String name, TestMedia media, long wallClockMicros) {
        this.media = media;
        this.wallClockMicros = wallClockMicros;
        this.stream = new Stream(name, loop, this, StreamSettings.DEFAULT, InstantSource.system());
    }

    Stream stream() {
        return stream;
    }

    @Override
    public void start(StreamInput streamInput) {
        input = streamInput;
        streamInput.beginSession(media.formats());
        started.countDown();
    }

    @Override
    public void stop() {
        input = null;
    }

    /** Sends the media once more, with times that continue. Returns when the stream has it. */
    void send() {
        send(media.samples().size());
    }

    /** Sends the first so many samples; the session can't continue after a part of them. */
    void send(int samples) {
        await(started);
        onLoop(
                () -> {
                    for (TestMedia.Sample sample : media.samples().subList(0, samples)) {
                        sendOne(sample);
                    }
                });
        sent++;
        wallClockMicros += media.seconds() * 1_000_000L;
        mediaMicros += media.seconds() * 1_000_000L;
    }

    private void sendOne(TestMedia.Sample sample) {
        StreamInput open = Objects.requireNonNull(input);
        int timescale = media.formats().get(sample.track()).timescaleHz();
        TestMedia.put(sample, sample.track() == 0, open.buffer(sample.track()));
        open.publish(
                sample.track(),
                sample.ptsTicks() + mediaMicros * timescale / 1_000_000,
                wallClockMicros + media.micros(sample),
                sample.keyFrame());
    }

    /** Goes away and comes back later by its own clock. */
    void outage(Duration length) {
        onLoop(
                () -> {
                    StreamInput open = Objects.requireNonNull(input);
                    open.failed(
                            new StreamFailure(StreamFailure.Type.CLOSED, "gone"),
                            Duration.ofSeconds(1));
                });
        wallClockMicros += length.toMillis() * 1000;
        mediaMicros = 0;
        onLoop(() -> Objects.requireNonNull(input).beginSession(media.formats()));
    }

    /** Sends nothing for so long, without going away. */
    void silence(Duration length) {
        wallClockMicros += length.toMillis() * 1000;
        mediaMicros += length.toMillis() * 1000;
    }

    /** What it sends next is not what follows: the network lost something. */
    void losePackets() {
        onLoop(() -> Objects.requireNonNull(input).packetsLost(100));
    }

    /** Closes the chunk under construction, as a source that goes on would in time. */
    void endSession() {
        onLoop(
                () ->
                        Objects.requireNonNull(input)
                                .failed(
                                        new StreamFailure(StreamFailure.Type.CLOSED, "gone"),
                                        Duration.ofSeconds(1)));
    }

    /** The camera's clock shows another time. */
    void setWallClock(long micros) {
        wallClockMicros = micros;
    }

    int sentFrames() {
        return sent * media.videoFrames();
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(task, loop);
        try {
            done.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the stream did not start its source");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
