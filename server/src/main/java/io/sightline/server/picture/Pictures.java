package io.sightline.server.picture;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.media.stream.Stream;
import io.sightline.server.recording.RecordedKeyFrames;
import io.sightline.server.recording.RecordedKeyFrames.Found;
import io.sightline.server.stream.StreamDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Still pictures of streams: of now, of a recorded time, of a key frame that somebody has.
 *
 * <p>All methods block, for as long as {@link PictureProperties} and {@code stream.start-timeout}
 * allow; meant for virtual threads. Those who ask for the same picture at the same time wait for
 * one decoder; what was decoded is kept for a moment (live, {@code picture.kept}) or a minute (a
 * recorded frame never changes).
 *
 * <p>One picture is one ffmpeg process: measured with ffmpeg 5.1 on a busy machine, 95 ms of
 * processor time, 70 MB and 0.13 s for a frame of 1920 × 1080, 75 ms, 59 MB and 0.1 s for one of
 * 640 × 360; some 55 ms of it is the start of the process. A camera's own JPEG costs nothing.
 */
public final class Pictures {

    /** As wide as it is. */
    public static final int WHOLE = Integer.MAX_VALUE;

    /** A picture of 4K has about 1 MB, one for a list 10 kB. */
    private static final long MOST_KEPT_BYTES = 32L << 20;

    private static final Duration RECORDED_KEPT = Duration.ofMinutes(1);

    private record Now(String stream, int maxWidthPixels) {}

    /** A frame is known by its stream and its time. */
    private record Frame(String stream, Instant takenAt, int maxWidthPixels) {}

    private final StreamDirectory streams;
    private final LiveKeyFrames live;
    private final RecordedKeyFrames recorded;
    private final FrameDecoder decoder;
    private final SharedPictures<Now> ofNow;
    private final SharedPictures<Frame> ofFrames;
    private final AtomicLong asked = new AtomicLong();

    Pictures(
            StreamDirectory streams,
            LiveKeyFrames live,
            RecordedKeyFrames recorded,
            FrameDecoder decoder,
            Duration kept) {
        this.streams = streams;
        this.live = live;
        this.recorded = recorded;
        this.decoder = decoder;
        Executor executor = Executors.newVirtualThreadPerTaskExecutor();
        this.ofNow =
                new SharedPictures<>(
                        Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(1_000).build(),
                        executor);
        this.ofFrames =
                new SharedPictures<>(
                        Caffeine.newBuilder()
                                .expireAfterAccess(RECORDED_KEPT)
                                .maximumWeight(MOST_KEPT_BYTES)
                                .weigher((Frame _, Picture picture) -> picture.jpeg().length)
                                .build(),
                        executor);
    }

    /**
     * The newest key frame of a stream, which is started if it does not flow.
     *
     * @param maxWidthPixels it is made smaller when it is wider; {@link #WHOLE} as it is
     */
    public Picture now(String streamName, int maxWidthPixels)
            throws PictureException, InterruptedException {
        asked.incrementAndGet();
        Stream stream =
                streams.find(streamName)
                        .orElseThrow(() -> PictureException.noSuchStream(streamName));
        return ofNow.get(
                new Now(streamName, maxWidthPixels),
                () -> {
                    KeyFrame frame = live.newest(stream);
                    return ofFrames.get(
                            new Frame(streamName, frame.takenAt(), maxWidthPixels),
                            () -> decoded(frame, maxWidthPixels));
                });
    }

    /**
     * What was seen at a recorded time: the last key frame before it. Of the file only its index
     * and that frame's chunk are read.
     *
     * @return empty when nothing was recorded then
     */
    public Optional<Picture> at(String streamName, Instant at, int maxWidthPixels)
            throws PictureException, InterruptedException {
        asked.incrementAndGet();
        try {
            Optional<Found> found = recorded.at(streamName, at);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    ofFrames.get(
                            new Frame(streamName, found.get().takenAt(), maxWidthPixels),
                            () -> decoded(read(found.get()), maxWidthPixels)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PictureException.undecodable();
        }
    }

    private static KeyFrame read(Found found) throws PictureException {
        try {
            return KeyFrame.of(found.tracks(), found.chunk())
                    .orElseThrow(PictureException::noVideo);
        } catch (IOException e) {
            throw PictureException.undecodable();
        }
    }

    /** A key frame that the caller has, of a stream that is in nobody's list. Nothing is kept. */
    public Picture of(KeyFrame frame, int maxWidthPixels)
            throws PictureException, InterruptedException {
        asked.incrementAndGet();
        return decoded(frame, maxWidthPixels);
    }

    private Picture decoded(KeyFrame frame, int maxWidthPixels)
            throws PictureException, InterruptedException {
        return new Picture(decoder.jpeg(frame, maxWidthPixels), frame.takenAt());
    }

    /** Pictures asked for since the start, those that were kept among them. */
    long asked() {
        return asked.get();
    }
}
