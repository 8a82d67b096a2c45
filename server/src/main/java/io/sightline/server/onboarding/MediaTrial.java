package io.sightline.server.onboarding;

import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.loop.MediaLoops;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.rtsp.RtspSource;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ChunkReader.JoinAt;
import io.sightline.media.stream.Frame;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Plays a camera's stream to see that media really flows: control connections that answer prove
 * nothing about it. The first whole access unit of video is the proof; it need not be a key frame,
 * for which one may have to wait for seconds. Whoever wants a picture waits for {@link #keyFrame}.
 *
 * <p>The stream is one like any other, on a media loop of the server, but in nobody's list.
 */
final class MediaTrial implements AutoCloseable {

    private final Stream stream;
    private volatile @Nullable ChunkReader reader;
    private final boolean untilKeyFrame;
    private final CompletableFuture<List<TrackFormat>> tracks = new CompletableFuture<>();
    private final CompletableFuture<List<TrackFormat>> media = new CompletableFuture<>();
    private final CompletableFuture<Frame> keyFrame = new CompletableFuture<>();

    private MediaTrial(
            String label,
            RtspAddress address,
            RtspSettings settings,
            MediaLoops loops,
            InstantSource clock,
            boolean untilKeyFrame) {
        this.untilKeyFrame = untilKeyFrame;
        WatchedSource source =
                new WatchedSource(
                        RtspSource.create(label, address, settings, clock), new Listener());
        stream = new Stream(label, loops.next(), source, StreamSettings.DEFAULT, clock);
        if (untilKeyFrame) {
            stream.addFrameListener(this::take);
        }
        reader =
                stream.open(
                        new ReaderInfo("trial", ReaderInfo.Kind.API, "", clock.instant()),
                        JoinAt.NEXT_GOP,
                        () -> {});
    }

    /**
     * Begins to play; what comes of it is told by {@link #awaitMedia}.
     *
     * @param untilKeyFrame whether it goes on until it is closed; else it ends with the proof
     */
    static MediaTrial start(
            String label,
            RtspAddress address,
            RtspSettings settings,
            MediaLoops loops,
            InstantSource clock,
            boolean untilKeyFrame) {
        return new MediaTrial(label, address, settings, loops, clock, untilKeyFrame);
    }

    private final class Listener implements WatchedSource.Listener {
        @Override
        public void tracks(List<TrackFormat> found) {
            tracks.complete(found);
        }

        @Override
        public void media() {
            media.complete(stream.status().tracks());
            if (!untilKeyFrame) {
                close();
            }
        }

        @Override
        public void failed(StreamFailure failure) {
            TrialFailure reason = new TrialFailure(failure);
            tracks.completeExceptionally(reason);
            media.completeExceptionally(reason);
            keyFrame.completeExceptionally(reason);
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

    /** On the media loop. */
    private void take(Frame frame) {
        if (frame.format() instanceof VideoFormat && frame.keyFrame()) {
            keyFrame.complete(frame);
        }
    }

    /** The tracks, once the camera has described them and agreed to play. */
    List<TrackFormat> awaitTracks(Duration limit) throws OnboardingException, InterruptedException {
        return await(tracks, limit);
    }

    /** The tracks, once the first access unit of video has arrived. */
    List<TrackFormat> awaitMedia(Duration limit) throws OnboardingException, InterruptedException {
        return await(media, limit);
    }

    /** The first key frame, when it comes. Fails when the stream fails, and when it is closed. */
    CompletableFuture<Frame> keyFrame() {
        return keyFrame;
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
        keyFrame.cancel(false);
    }
}
