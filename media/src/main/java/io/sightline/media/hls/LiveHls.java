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
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's HLS output while somebody watches it that way. HLS viewers have no session, so it
 * keeps one reader of the stream open for all of them, from the first request until {@link
 * #IDLE_CLOSE} after the last.
 *
 * <p>The media loop only schedules; chunks are taken and playlists are written on {@code executor},
 * one task at a time, which also answers the requests that waited for them. Lookups are for any
 * thread.
 */
public final class LiveHls {

    /** How long after its last request an HLS viewer counts as gone. */
    public static final Duration IDLE_CLOSE = Duration.ofSeconds(12);

    /** V4: how long the first request waits for media. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** RFC 8216bis §6.2.5.2: a blocked request is answered with 503 after this many targets. */
    private static final int BLOCK_TARGETS = 3;

    private static final long EPOCH_MILLIS = 250;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(LiveHls.class);

    private final Stream stream;
    private final Executor executor;
    private final InstantSource clock;
    private final Consumer<LiveHls> onClosed;
    private final ChunkReader reader;

    /** Begins at one: nothing is drained before the constructor is through. */
    private final AtomicInteger pending = new AtomicInteger(1);

    private final HeldRequests<ReloadRequest, PlaylistAnswer> playlistRequests;
    private final HeldRequests<HlsResource.Part, Optional<LivePart>> partRequests;
    private final AtomicBoolean closed = new AtomicBoolean();

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
        this.playlistRequests = new HeldRequests<>(stream.name(), this::answer, _ -> unavailable());
        this.partRequests = new HeldRequests<>(stream.name(), this::answer, this::find);
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
        if (playlistRequests.hold(request, patience, answer)) {
            // What was waited for may have come between the look and the registration.
            schedule();
        } else {
            answer.accept(unavailable());
        }
    }

    /**
     * Gives {@code answer} a part. The one that the playlist hints at is waited for; any other that
     * is not there never will be.
     */
    public void part(HlsResource.Part name, Consumer<Optional<LivePart>> answer) {
        touch();
        Optional<LivePart> found = find(name);
        if (found.isEmpty() && isHinted(name) && partRequests.hold(name, START_TIMEOUT, answer)) {
            schedule();
            return;
        }
        // It may have come since the first look, and be hinted at no longer.
        answer.accept(found.isPresent() ? found : find(name));
    }

    private boolean isHinted(HlsResource.Part name) {
        LiveWindow current = window;
        return name.epoch() == current.epoch() && name.chunkSequence() == current.expectedChunk();
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

    /** The same for a part, which does not come any more once one behind it is there. */
    private Optional<Optional<LivePart>> answer(HlsResource.Part name) {
        Optional<LivePart> found = find(name);
        boolean passed = name.chunkSequence() < window.expectedChunk();
        return found.isPresent() || passed ? Optional.of(found) : Optional.empty();
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
        playlistRequests.answer();
        partRequests.answer();
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

    /** Once a second, on the media loop: closes when idle, else lets deadlines pass. */
    private void tick() {
        if (isClosed()) {
            return;
        }
        if (isIdle()) {
            close();
        } else {
            schedule();
            stream.loop().schedule(TICK, this::tick);
        }
    }

    private boolean isIdle() {
        return playlistRequests.isEmpty()
                && partRequests.isEmpty()
                && System.nanoTime() - lastRequestNanos >= IDLE_CLOSE.toNanos();
    }

    /** Leaves the stream; requests that wait are answered as unavailable. */
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        playlistRequests.close();
        partRequests.close();
        reader.close();
        schedule();
        onClosed.accept(this);
    }

    /** Whether it no longer takes requests: the next one needs a new output. */
    public boolean isClosed() {
        return closed.get();
    }
}
