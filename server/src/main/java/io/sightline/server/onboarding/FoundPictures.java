package io.sightline.server.onboarding;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.stream.Frame;
import io.sightline.server.picture.KeyFrame;
import io.sightline.server.picture.Picture;
import io.sightline.server.picture.PictureException;
import io.sightline.server.picture.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Key frames of streams that were found and wait for somebody to look at them, as they came from
 * the devices: decoded when somebody does. Kept in memory for a while, and not for ever: who comes
 * later has the device played again. Safe for use by any thread.
 */
final class FoundPictures {

    private static final Duration KEPT = Duration.ofMinutes(15);

    /** A key frame of 4K has about 1 MB. */
    private static final long MOST_BYTES = 64L << 20;

    /** For so long a picture is waited for that has not come yet. */
    private static final Duration LATEST = Duration.ofSeconds(10);

    /** Enough to see what a camera looks at. */
    private static final int WIDTH_PIXELS = 640;

    private record Place(String onboarding, String url) {}

    private final Pictures pictures;

    /** Those that are still awaited weigh nothing, those that never come take themselves out. */
    private final AsyncCache<Place, Frame> frames =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .maximumWeight(MOST_BYTES)
                    .weigher((Place _, Frame frame) -> frame.data().remaining())
                    .buildAsync();

    FoundPictures(Pictures pictures) {
        this.pictures = pictures;
    }

    /**
     * @param url of the stream
     * @param frame need not have come yet
     */
    void keep(String onboardingId, String url, CompletableFuture<Frame> frame) {
        frames.put(new Place(onboardingId, url), frame);
    }

    /**
     * Whether there is one of a stream, or one is awaited.
     *
     * @param number of the device's stream, from 1
     */
    boolean has(Onboarding onboarding, int number) {
        return frame(onboarding, number).isPresent();
    }

    /**
     * That of a stream, decoded. Blocks while it has not come.
     *
     * @param number of the device's stream, from 1
     * @return empty when there is none, or none came
     */
    Optional<Picture> show(Onboarding onboarding, int number)
            throws PictureException, InterruptedException {
        Optional<CompletableFuture<Frame>> awaited = frame(onboarding, number);
        return awaited.isPresent() ? show(awaited.get()) : Optional.empty();
    }

    private Optional<CompletableFuture<Frame>> frame(Onboarding onboarding, int number) {
        return onboarding
                .found()
                .map(FoundDevice::streams)
                .filter(streams -> number >= 1 && number <= streams.size())
                .map(streams -> new Place(onboarding.id(), streams.get(number - 1).url()))
                .map(frames::getIfPresent);
    }

    private Optional<Picture> show(CompletableFuture<Frame> awaited)
            throws PictureException, InterruptedException {
        try {
            Frame frame = awaited.get(LATEST.toMillis(), TimeUnit.MILLISECONDS);
            return frame.format() instanceof VideoFormat format
                    ? Optional.of(pictures.of(keyFrame(frame, format), WIDTH_PIXELS))
                    : Optional.empty();
        } catch (ExecutionException | CancellationException | TimeoutException _) {
            return Optional.empty();
        }
    }

    private static KeyFrame keyFrame(Frame frame, VideoFormat format) {
        Instant takenAt = Instant.EPOCH.plus(frame.wallClockMicros(), ChronoUnit.MICROS);
        return new KeyFrame(format, frame.data(), takenAt);
    }

    /** All of an onboarding that has ended. */
    void forget(String onboardingId) {
        frames.asMap().keySet().removeIf(place -> place.onboarding().equals(onboardingId));
    }
}
