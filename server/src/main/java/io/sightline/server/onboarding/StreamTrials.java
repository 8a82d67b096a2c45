package io.sightline.server.onboarding;

import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.loop.MediaLoops;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays the streams of one device, those that would be used, and notes what came. Each begins as
 * soon as it is known where it is; one is played once, however often it is named. Safe for use by
 * any thread.
 */
final class StreamTrials implements AutoCloseable {

    private static final Duration TRACKS_LIMIT = Duration.ofSeconds(8);
    private static final Duration MEDIA_LIMIT = Duration.ofSeconds(5);
    private static final Duration KEY_FRAME_LIMIT = Duration.ofSeconds(10);

    /** A recorder with 32 channels has not the strength to play them all at once. */
    private static final int AT_ONCE = 8;

    /** How streams are played, for every device. */
    record Equipment(
            RtspSettings settings, MediaLoops loops, FoundPictures pictures, InstantSource clock) {}

    /** What came of a stream. */
    private sealed interface Result {
        record Played(List<TrackFormat> tracks) implements Result {}

        record Failed(OnboardingException reason) implements Result {}
    }

    private final Equipment equipment;
    private final String onboardingId;
    private final Optional<RtspCredentials> credentials;
    private final boolean pictures;
    private final Consumer<OnboardingStep> progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Map<String, Future<Result>> results = new ConcurrentHashMap<>();

    /**
     * @param pictures whether key frames are kept to be looked at
     * @param progress is told when the first stream begins and when it is described
     */
    StreamTrials(
            Equipment equipment,
            String onboardingId,
            Optional<RtspCredentials> credentials,
            boolean pictures,
            Consumer<OnboardingStep> progress) {
        this.equipment = equipment;
        this.onboardingId = onboardingId;
        this.credentials = credentials;
        this.pictures = pictures;
        this.progress = progress;
    }

    /** Begins to play a stream, unless that was done already. */
    void begin(String url) {
        Future<Result> _ = result(url);
    }

    private Future<Result> result(String url) {
        return results.computeIfAbsent(url, _ -> threads.submit(() -> play(url)));
    }

    /**
     * Waits until every stream that is used has been played, or has failed.
     *
     * @throws OnboardingException when no channel's main stream plays, with the reason of the first
     */
    FoundDevice play(FoundDevice device) throws OnboardingException, InterruptedException {
        for (FoundStream stream : device.streams()) {
            if (stream.isUsed()) {
                begin(stream.url());
            }
        }
        List<FoundStream> seen = new ArrayList<>();
        OnboardingException first = null;
        for (FoundStream stream : device.streams()) {
            if (!stream.isUsed()) {
                seen.add(stream);
                continue;
            }
            switch (await(result(stream.url()))) {
                case Result.Played(List<TrackFormat> tracks) -> seen.add(seen(stream, tracks));
                case Result.Failed(OnboardingException reason) -> {
                    first = first == null ? reason : first;
                    seen.add(stream.failed(reason.failure()));
                }
            }
        }
        FoundDevice result = device.withStreams(seen);
        if (result.playableChannels().isEmpty() && first != null) {
            throw first;
        }
        return result;
    }

    private static Result await(Future<Result> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Result play(String url) throws InterruptedException {
        turns.acquire();
        MediaTrial trial = null;
        try {
            progress.accept(OnboardingStep.CODECS);
            trial = start(url);
            trial.awaitTracks(TRACKS_LIMIT);
            progress.accept(OnboardingStep.MEDIA);
            Result played = new Result.Played(trial.awaitMedia(MEDIA_LIMIT));
            if (pictures) {
                equipment.pictures().keep(onboardingId, url, trial.keyFrame());
                closeWhenSeen(trial);
                trial = null;
            }
            return played;
        } catch (OnboardingException e) {
            return new Result.Failed(e);
        } finally {
            turns.release();
            if (trial != null) {
                trial.close();
            }
        }
    }

    private MediaTrial start(String url) throws OnboardingException {
        RtspAddress bare;
        try {
            bare = RtspAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new OnboardingException(
                    "device-answers-wrong",
                    "The device names a stream that is none: " + e.getMessage(),
                    false);
        }
        return MediaTrial.start(
                "onboarding-" + onboardingId,
                credentials.map(bare::withCredentials).orElse(bare),
                equipment.settings(),
                equipment.loops(),
                equipment.clock(),
                pictures);
    }

    /** Nobody waits for it: that media flows is known, and a key frame may be seconds away. */
    private static void closeWhenSeen(MediaTrial trial) {
        Thread.ofVirtual()
                .name("onboarding-picture")
                .start(
                        () -> {
                            try (trial) {
                                var _ =
                                        trial.keyFrame()
                                                .get(
                                                        KEY_FRAME_LIMIT.toMillis(),
                                                        TimeUnit.MILLISECONDS);
                            } catch (ExecutionException | TimeoutException _) {
                                // There is no picture of it, then.
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static FoundStream seen(FoundStream stream, List<TrackFormat> tracks) {
        int width = 0;
        int height = 0;
        String codec = stream.codec();
        @Nullable String audio = null;
        for (TrackFormat track : tracks) {
            switch (track) {
                case VideoFormat video -> {
                    codec = video.displayName();
                    width = video.widthPixels();
                    height = video.heightPixels();
                }
                case AudioFormat sound -> audio = sound.displayName();
            }
        }
        return stream.played(codec, width, height, audio);
    }

    /** Ends what is still playing. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
