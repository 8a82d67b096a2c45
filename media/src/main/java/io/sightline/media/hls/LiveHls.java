package io.sightline.media.hls;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's HLS output while somebody watches it that way. HLS viewers have no session, so it
 * keeps one reader of the stream open for all of them, from the first request until {@link
 * #IDLE_CLOSE} after the last.
 *
 * <p>The media loop only schedules; chunks are taken and playlists are written on {@code executor},
 * one task at a time, which also answers the requests that waited for them. A waiting request holds
 * no thread. Lookups are for any thread.
 */
public final class LiveHls {

    /** How long after its last request an HLS viewer counts as gone. */
    public static final Duration IDLE_CLOSE = Duration.ofSeconds(12);

    /** V4: how long the first request waits for media. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** RFC 8216bis §6.2.5.2: a blocked request is answered with 503 after this many targets. */
    private static final int BLOCK_TARGETS = 3;

    /** Requests held at once for one stream; more are answered as unavailable. */
    private static final int MOST_WAITERS = 10_000;

    private static final long EPOCH_MILLIS = 250;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(LiveHls.class);

    /** A request that is held until {@code ready} accepts a playlist, or until its deadline. */
    private record PlaylistWaiter(
            ReloadRequest request, long deadlineNanos, Consumer<PlaylistAnswer> answer) {}

    private record PartWaiter(
            HlsResource.Part part, long deadlineNanos, Consumer<Optional<LivePart>> answer) {}

    private final Stream stream;
    private final Executor executor;
    private final InstantSource clock;
    private final Consumer<LiveHls> onClosed;
    private final ChunkReader reader;

    /** Begins at one: nothing is drained before the constructor is through. */
    private final AtomicInteger pending = new AtomicInteger(1);

    // Guarded by this.
    private final List<PlaylistWaiter> playlistWaiters = new ArrayList<>();
    private final List<PartWaiter> partWaiters = new ArrayList<>();
    private volatile boolean closed;

    // Written by the draining task only.
    private volatile LiveWindow window;
    private volatile @Nullable LiveWindow windowBefore;
    private volatile @Nullable LivePlaylist playlist;
    private volatile @Nullable String unplayableCodec;
    private volatile long lastRequestNanos = System.nanoTime();

    /**
     * Opens a reader on {@code stream}, which starts its source.
     *
     * @param onClosed called once, when nobody asked any more and the reader was closed
     */
    public LiveHls(
            Stream stream,
            ReaderInfo info,
            Executor executor,
            InstantSource clock,
            Consumer<LiveHls> onClosed) {
        this.stream = stream;
        this.executor = executor;
        this.clock = clock;
        this.onClosed = onClosed;
        this.window = new LiveWindow(epochNow());
        this.reader = stream.open(info, JoinAt.OLDEST, this::schedule);
        stream.loop().schedule(TICK, this::tick);
        executor.execute(this::drainAll);
    }

    /**
     * Gives {@code answer} the playlist that {@code request} asks for: at once, on the caller's
     * thread, or on the executor when it is due.
     */
    public void playlist(ReloadRequest request, Consumer<PlaylistAnswer> answer) {
        touch();
        Optional<PlaylistAnswer> now = answer(request);
        if (now.isPresent()) {
            answer.accept(now.get());
            return;
        }
        LivePlaylist current = playlist;
        Duration patience =
                current == null
                        ? START_TIMEOUT
                        : Duration.ofSeconds(
                                (long) BLOCK_TARGETS * current.targetDurationSeconds());
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            if (!closed && playlistWaiters.size() < MOST_WAITERS) {
                playlistWaiters.add(new PlaylistWaiter(request, deadline, answer));
                // What was waited for may have come between the look and the registration.
                schedule();
                return;
            }
        }
        answer.accept(unavailable());
    }

    /**
     * Gives {@code answer} a part. The one that the playlist hints at is waited for; any other that
     * is not there never will be.
     */
    public void part(HlsResource.Part name, Consumer<Optional<LivePart>> answer) {
        touch();
        Optional<LivePart> found = find(name);
        if (found.isEmpty() && isHinted(name) && await(name, answer)) {
            return;
        }
        // It may have come since the first look, and be hinted at no longer.
        answer.accept(found.isPresent() ? found : find(name));
    }

    private boolean isHinted(HlsResource.Part name) {
        LiveWindow current = window;
        return name.epoch() == current.epoch() && name.chunkSequence() == current.expectedChunk();
    }

    private boolean await(HlsResource.Part name, Consumer<Optional<LivePart>> answer) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        synchronized (this) {
            if (closed || partWaiters.size() >= MOST_WAITERS) {
                return false;
            }
            partWaiters.add(new PartWaiter(name, deadline, answer));
        }
        schedule();
        return true;
    }

    public Optional<LiveSegment> segment(HlsResource.Segment name) {
        touch();
        return windowOf(name.epoch()).flatMap(w -> w.segment(name.mediaSequence()));
    }

    public Optional<ByteSequence> init(HlsResource.Init name) {
        touch();
        return windowOf(name.epoch()).flatMap(w -> w.init(name.version()));
    }

    private Optional<LivePart> find(HlsResource.Part name) {
        return windowOf(name.epoch()).flatMap(w -> w.part(name.chunkSequence()));
    }

    private Optional<LiveWindow> windowOf(long epoch) {
        LiveWindow current = window;
        if (current.epoch() == epoch) {
            return Optional.of(current);
        }
        LiveWindow before = windowBefore;
        return before != null && before.epoch() == epoch ? Optional.of(before) : Optional.empty();
    }

    private void touch() {
        lastRequestNanos = System.nanoTime();
    }

    /** What can be said to {@code request} now, or empty when it has to wait. */
    private Optional<PlaylistAnswer> answer(ReloadRequest request) {
        String unplayable = unplayableCodec;
        if (unplayable != null) {
            return Optional.of(new PlaylistAnswer.Unplayable(unplayable));
        }
        LivePlaylist current = playlist;
        if (current == null) {
            Stream.Progress status = stream.progress();
            boolean hopeless =
                    status.state() == StreamState.RETRYING && status.failure().isPresent();
            return hopeless ? Optional.of(unavailable()) : Optional.empty();
        }
        if (!request.blocking() || current.satisfies(request)) {
            return Optional.of(new PlaylistAnswer.Ready(current));
        }
        if (current.isTooFarAhead(request)) {
            return Optional.of(new PlaylistAnswer.TooFarAhead());
        }
        return Optional.empty();
    }

    private PlaylistAnswer unavailable() {
        Stream.Progress status = stream.progress();
        return new PlaylistAnswer.Unavailable(status.failure(), status.retryAt());
    }

    /** Runs {@link #drain} on the executor, never twice at a time and never in vain forgotten. */
    private void schedule() {
        if (pending.getAndIncrement() == 0) {
            executor.execute(this::drainAll);
        }
    }

    private void drainAll() {
        int seen;
        do {
            seen = pending.get();
            try {
                drain();
            } catch (RuntimeException e) {
                log.error("[stream:{}] HLS output failed: {}", stream.name(), e.toString(), e);
            }
        } while (pending.addAndGet(-seen) != 0);
    }

    private void drain() {
        boolean grown = false;
        Optional<Chunk> next = reader.poll();
        while (next.isPresent()) {
            grown |= take(next.get());
            next = reader.poll();
        }
        if (grown) {
            playlist = window.playlist().orElse(playlist);
        }
        answerWaiters();
    }

    private boolean take(Chunk chunk) {
        InitSegment init = chunk.info().init();
        Optional<TrackFormat> unplayable = init.unplayable();
        unplayableCodec = unplayable.map(TrackFormat::displayName).orElse(null);
        if (unplayable.isPresent()) {
            return false;
        }
        if (window.outgrown() && chunk.info().startsGop()) {
            startSession();
        }
        window.add(chunk);
        return true;
    }

    /** Grows faster than segments are made, so that sessions' media sequence numbers only grow. */
    private long epochNow() {
        return clock.instant().toEpochMilli() / EPOCH_MILLIS;
    }

    /** New promises need a new playlist session; media of the old one stays available. */
    private void startSession() {
        LiveWindow old = window;
        long epoch = Math.max(epochNow(), old.nextMediaSequence());
        log.info("[stream:{}] frame rate fell: new HLS session {}", stream.name(), epoch);
        windowBefore = old;
        window = new LiveWindow(epoch);
    }

    private void answerWaiters() {
        long now = System.nanoTime();
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            playlistWaiters.removeIf(takeAnswer(now, answers));
            partWaiters.removeIf(takePart(now, answers));
        }
        answers.forEach(this::run);
    }

    /** One request's failure must not keep the answers from the others. */
    private void run(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            log.warn("[stream:{}] an HLS request failed: {}", stream.name(), e.toString(), e);
        }
    }

    private Predicate<PlaylistWaiter> takeAnswer(long now, List<Runnable> answers) {
        return waiter -> {
            Optional<PlaylistAnswer> answer = answer(waiter.request());
            if (answer.isEmpty() && (closed || now - waiter.deadlineNanos() >= 0)) {
                answer = Optional.of(unavailable());
            }
            answer.ifPresent(known -> answers.add(() -> waiter.answer().accept(known)));
            return answer.isPresent();
        };
    }

    private Predicate<PartWaiter> takePart(long now, List<Runnable> answers) {
        return waiter -> {
            Optional<LivePart> found = find(waiter.part());
            boolean passed = waiter.part().chunkSequence() < window.expectedChunk();
            boolean over = closed || passed || now - waiter.deadlineNanos() >= 0;
            if (found.isPresent() || over) {
                answers.add(() -> waiter.answer().accept(found));
                return true;
            }
            return false;
        };
    }

    /** Once a second, on the media loop: closes when idle, else lets deadlines pass. */
    private void tick() {
        if (closed) {
            return;
        }
        if (isIdle()) {
            close();
        } else {
            schedule();
            stream.loop().schedule(TICK, this::tick);
        }
    }

    private synchronized boolean isIdle() {
        return playlistWaiters.isEmpty()
                && partWaiters.isEmpty()
                && System.nanoTime() - lastRequestNanos >= IDLE_CLOSE.toNanos();
    }

    /** Leaves the stream; requests that wait are answered as unavailable. */
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        reader.close();
        schedule();
        onClosed.accept(this);
    }

    /** Whether it no longer takes requests: the next one needs a new output. */
    public boolean isClosed() {
        return closed;
    }
}
