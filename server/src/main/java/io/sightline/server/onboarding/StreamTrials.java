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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plays the streams of a device, all those that would be used, and notes what came. */
final class StreamTrials {

    private static final Duration TRACKS_LIMIT = Duration.ofSeconds(8);
    private static final Duration PICTURE_LIMIT = Duration.ofSeconds(5);

    private final RtspSettings settings;
    private final MediaLoops loops;
    private final InstantSource clock;

    StreamTrials(RtspSettings settings, MediaLoops loops, InstantSource clock) {
        this.settings = settings;
        this.loops = loops;
        this.clock = clock;
    }

    /**
     * @throws OnboardingException when no channel's main stream plays, with the reason of the first
     */
    FoundDevice play(
            String label,
            FoundDevice device,
            Optional<RtspCredentials> credentials,
            Consumer<OnboardingStep> progress)
            throws OnboardingException, InterruptedException {
        progress.accept(OnboardingStep.CODECS);
        Map<FoundStream, MediaTrial> trials = new LinkedHashMap<>();
        try {
            for (FoundStream stream : device.streams()) {
                if (stream.isUsed()) {
                    trials.put(stream, start(label, stream, credentials));
                }
            }
            return played(device, trials, progress);
        } finally {
            trials.values().forEach(MediaTrial::close);
        }
    }

    private MediaTrial start(
            String label, FoundStream stream, Optional<RtspCredentials> credentials) {
        RtspAddress bare = RtspAddress.parse(stream.url());
        RtspAddress address = credentials.map(bare::withCredentials).orElse(bare);
        String name = "onboarding-%s-ch%d-%s".formatted(label, stream.channel(), stream.role());
        return MediaTrial.start(name, address, settings, loops, clock);
    }

    private static FoundDevice played(
            FoundDevice device,
            Map<FoundStream, MediaTrial> trials,
            Consumer<OnboardingStep> progress)
            throws OnboardingException, InterruptedException {
        List<FoundStream> seen = new ArrayList<>();
        OnboardingException first = null;
        boolean described = false;
        for (FoundStream stream : device.streams()) {
            MediaTrial trial = trials.get(stream);
            if (trial == null) {
                seen.add(stream);
                continue;
            }
            try {
                trial.awaitTracks(TRACKS_LIMIT);
                if (!described) {
                    described = true;
                    progress.accept(OnboardingStep.MEDIA);
                }
                seen.add(seen(stream, trial.awaitPicture(PICTURE_LIMIT)));
            } catch (OnboardingException e) {
                first = first == null ? e : first;
                seen.add(stream.failed(e.failure()));
            }
        }
        FoundDevice result = device.withStreams(seen);
        if (result.playableChannels().isEmpty() && first != null) {
            throw first;
        }
        return result;
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
}
