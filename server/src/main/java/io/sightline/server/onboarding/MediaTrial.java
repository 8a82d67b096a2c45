package io.sightline.server.onboarding;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.loop.MediaLoops;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.rtsp.RtspSource;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Plays a camera's stream to see that media really flows: control connections that answer prove
 * nothing about it. The first whole access unit of video is the proof; it need not be a key frame,
 * for which one may have to wait for seconds. Whoever wants a picture waits for {@link
 * #firstChunk}.
 *
 * <p>The stream is one like any other, on a media loop of the server, but in nobody's list.
 */
final class MediaTrial implements AutoCloseable {

    private final Stream stream;
    private volatile @Nullable ChunkReader reader;
    private final CompletableFuture<List<TrackFormat>> tracks = new CompletableFuture<>();
    private final CompletableFuture<List<TrackFormat>> picture = new CompletableFuture<>();
    private final CompletableFuture<Chunk> chunk = new CompletableFuture<>();

    private MediaTrial(
            String label,
            RtspAddress address,
            RtspSettings settings,
            MediaLoops loops,
            InstantSource clock) {
        WatchedSource source =
                new WatchedSource(
                        RtspSource.create(label, address, settings, clock), new Listener());
        stream = new Stream(label, loops.next(), source, StreamSettings.DEFAULT, clock);
        reader =
                stream.open(
                        new ReaderInfo("trial", ReaderInfo.Kind.API, "", clock.instant()),
                        JoinAt.OLDEST,
                        this::pollChunk);
        // Chunks that came before there was a reader to poll.
        pollChunk();
    }

    /** Begins to play; whatever happens is told by the futures' owner {@link #awaitPicture}. */
    static MediaTrial start(
            String label,
            RtspAddress address,
            RtspSettings settings,
            MediaLoops loops,
            InstantSource clock) {
        return new MediaTrial(label, address, settings, loops, clock);
    }

    private final class Listener implements WatchedSource.Listener {
        @Override
        public void tracks(List<TrackFormat> found) {
            tracks.complete(found);
        }

        @Override
        public void picture() {
            if (!picture.isDone()) {
                picture.complete(tracks.getNow(List.of()));
            }
        }

        @Override
        public void failed(StreamFailure failure) {
            TrialFailure reason = new TrialFailure(failure);
            tracks.completeExceptionally(reason);
            picture.completeExceptionally(reason);
            chunk.completeExceptionally(reason);
        }
    }

    /** Carries a failure from the media loop to who waits. */
    private static final class TrialFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient StreamFailure failure;

        TrialFailure(StreamFailure failure) {
            super(failure.detail(), null, false, false);
            this.failure = failure;
        }
    }

    private void pollChunk() {
        ChunkReader opened = reader;
        if (opened != null && !chunk.isDone()) {
            opened.poll().ifPresent(chunk::complete);
        }
    }

    /** The tracks, once the camera has described them and agreed to play. */
    List<TrackFormat> awaitTracks(Duration limit) throws OnboardingException, InterruptedException {
        return await(tracks, limit);
    }

    /** The tracks, once the first access unit of video has arrived. */
    List<TrackFormat> awaitPicture(Duration limit)
            throws OnboardingException, InterruptedException {
        return await(picture, limit);
    }

    /** The first chunk, which begins with a key frame; empty if none came in time. */
    Optional<Chunk> firstChunk(Duration limit) throws InterruptedException {
        try {
            return Optional.of(chunk.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }

    private static List<TrackFormat> await(
            CompletableFuture<List<TrackFormat>> wanted, Duration limit)
            throws OnboardingException, InterruptedException {
        try {
            return wanted.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new OnboardingException(
                    StreamFailure.Type.STALLED.slug(),
                    "The camera agrees to play, but sends no picture.",
                    true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TrialFailure reason) {
                throw Failures.of(reason.failure);
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ChunkReader opened = reader;
        if (opened != null) {
            opened.close();
        }
        stream.close();
    }
}
