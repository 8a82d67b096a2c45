package io.sightline.server.picture;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes key frames out of live streams: the newest one of a stream that flows, without asking
 * anything of the camera; of others the first one that comes, once they are started. Blocks.
 */
final class LiveKeyFrames {

    private static final Duration USUAL_RETRY = Duration.ofSeconds(1);

    private final Duration startTimeout;
    private final InstantSource clock;
    private final AtomicLong ids = new AtomicLong();

    /**
     * @param startTimeout how long a stream may take to begin
     */
    LiveKeyFrames(Duration startTimeout, InstantSource clock) {
        this.startTimeout = startTimeout;
        this.clock = clock;
    }

    KeyFrame newest(Stream stream) throws PictureException, InterruptedException {
        return several(stream, 1, Duration.ZERO, startTimeout).getFirst();
    }

    /**
     * Key frames some time apart.
     *
     * @param count most that are wanted
     * @param apart least time between two of them, by the camera's clock
     * @param limit after which there are as many as there are
     * @return one or more, oldest first
     * @throws PictureException when not even one came
     */
    List<KeyFrame> several(Stream stream, int count, Duration apart, Duration limit)
            throws PictureException, InterruptedException {
        Semaphore news = new Semaphore(0);
        List<KeyFrame> frames = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        // What is left in memory of a stream that does not flow is the past.
        JoinAt where =
                stream.progress().state() == StreamState.LIVE ? JoinAt.CACHED_GOP : JoinAt.NEXT_GOP;
        try (ChunkReader reader = stream.open(info(), where, news::release)) {
            while (frames.size() < count) {
                Optional<Chunk> chunk = reader.poll();
                if (chunk.isPresent()) {
                    take(chunk.get(), apart, frames);
                } else if (!waitFor(news, deadline, stream, frames)) {
                    return frames;
                }
            }
            return frames;
        }
    }

    private ReaderInfo info() {
        String id = "snapshot-" + ids.incrementAndGet();
        return new ReaderInfo(id, ReaderInfo.Kind.SNAPSHOT, "", clock.instant());
    }

    private static void take(Chunk chunk, Duration apart, List<KeyFrame> frames)
            throws PictureException {
        if (!chunk.info().startsGop()) {
            return;
        }
        KeyFrame frame;
        try {
            frame = KeyFrame.of(chunk).orElseThrow(PictureException::noVideo);
        } catch (IOException e) {
            // Its file went away in this moment; the next one comes.
            return;
        }
        Instant due = frames.isEmpty() ? Instant.MIN : frames.getLast().takenAt().plus(apart);
        if (!frame.takenAt().isBefore(due)) {
            frames.add(frame);
        }
    }

    /**
     * @return false when the time is up, and there are frames
     */
    private boolean waitFor(
            Semaphore news, long deadlineNanos, Stream stream, List<KeyFrame> frames)
            throws PictureException, InterruptedException {
        Stream.Progress progress = stream.progress();
        boolean hopeless =
                progress.state() == StreamState.RETRYING && progress.failure().isPresent();
        long remaining = deadlineNanos - System.nanoTime();
        if (!hopeless && news.tryAcquire(Math.max(0, remaining), TimeUnit.NANOSECONDS)) {
            news.drainPermits();
            return true;
        }
        if (!frames.isEmpty()) {
            return false;
        }
        throw progress.failure()
                .filter(_ -> progress.state() == StreamState.RETRYING)
                .map(failure -> PictureException.notDelivering(failure, retryIn(progress)))
                .orElseGet(PictureException::noMedia);
    }

    private Duration retryIn(Stream.Progress progress) {
        Duration wait =
                progress.retryAt()
                        .map(at -> Duration.between(clock.instant(), at))
                        .orElse(USUAL_RETRY);
        return wait.compareTo(USUAL_RETRY) < 0 ? USUAL_RETRY : wait;
    }
}
