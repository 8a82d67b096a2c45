package io.sightline.server.onboarding;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.media.rtsp.RtspProbe;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.stream.StreamFailure;
import io.sightline.server.camera.CameraTemplate;
import io.sightline.server.camera.CameraTemplates;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the streams of a device without ONVIF under the paths that manufacturers use. A refused
 * password ends the search: further attempts would lock the account.
 *
 * <p>Where a path names the channel, channels are asked for until one is missing. Some cameras do
 * not look at the number; they answer for one that no recorder has, and have one channel.
 */
final class TemplateSearch {

    private static final int FIRST_CHANNEL = 1;
    private static final int MOST_CHANNELS = 64;
    private static final int NO_CHANNEL = 99;

    /** So many are asked for at once. */
    private static final int AT_ONCE = 4;

    private final CameraTemplates templates;
    private final RtspSettings settings;

    TemplateSearch(CameraTemplates templates, RtspSettings settings) {
        this.templates = templates;
        this.settings = settings;
    }

    /** Where to look. */
    private record Place(String host, int port, Optional<RtspCredentials> credentials) {

        RtspAddress address(String path) {
            RtspAddress bare = bare(path);
            return credentials.map(bare::withCredentials).orElse(bare);
        }

        RtspAddress bare(String path) {
            String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return RtspAddress.parse("rtsp://" + bracketed + ":" + port + path);
        }
    }

    /**
     * @param wanted id of the template to use; all are tried when empty
     */
    FoundDevice search(
            String host, int port, Optional<RtspCredentials> credentials, Optional<String> wanted)
            throws OnboardingException, InterruptedException {
        Place place = new Place(host, port, credentials);
        Set<String> tried = new LinkedHashSet<>();
        for (CameraTemplate template : chosen(wanted)) {
            String path = CameraTemplate.fill(template.main(), FIRST_CHANNEL);
            if (tried.add(path) && answers(place, path)) {
                return new FoundDevice(
                        template.id(),
                        null,
                        template.manufacturer(),
                        "",
                        "",
                        "",
                        0,
                        false,
                        streams(place, template));
            }
        }
        throw new OnboardingException(
                "no-known-stream",
                "The device speaks no ONVIF, and has a stream under none of the paths that"
                        + " manufacturers use. Add the camera by the URL of its stream.",
                false);
    }

    private List<CameraTemplate> chosen(Optional<String> wanted) {
        return templates.all().stream()
                .filter(template -> wanted.isEmpty() || template.id().equals(wanted.get()))
                .toList();
    }

    private List<FoundStream> streams(Place place, CameraTemplate template)
            throws OnboardingException, InterruptedException {
        List<FoundStream> streams = new ArrayList<>(subOf(place, template, FIRST_CHANNEL));
        streams.addFirst(stream(place, template.main(), "main", FIRST_CHANNEL));
        boolean namesChannel =
                !CameraTemplate.fill(template.main(), FIRST_CHANNEL)
                        .equals(CameraTemplate.fill(template.main(), FIRST_CHANNEL + 1));
        if (namesChannel && !answers(place, CameraTemplate.fill(template.main(), NO_CHANNEL))) {
            streams.addAll(furtherChannels(place, template));
        }
        return streams;
    }

    private List<FoundStream> furtherChannels(Place place, CameraTemplate template)
            throws OnboardingException, InterruptedException {
        List<FoundStream> streams = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int first = FIRST_CHANNEL + 1; first <= MOST_CHANNELS; first += AT_ONCE) {
                List<Callable<List<FoundStream>>> asked = new ArrayList<>();
                for (int channel = first; channel < first + AT_ONCE; channel++) {
                    int number = channel;
                    asked.add(() -> channel(place, template, number));
                }
                for (Future<List<FoundStream>> one : threads.invokeAll(asked)) {
                    List<FoundStream> found = result(one);
                    if (found.isEmpty()) {
                        return streams;
                    }
                    streams.addAll(found);
                }
            }
        }
        return streams;
    }

    private static List<FoundStream> result(Future<List<FoundStream>> of)
            throws OnboardingException, InterruptedException {
        try {
            return of.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OnboardingException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Nothing when the device does not have it. */
    private List<FoundStream> channel(Place place, CameraTemplate template, int channel)
            throws OnboardingException {
        if (!answers(place, CameraTemplate.fill(template.main(), channel))) {
            return List.of();
        }
        List<FoundStream> streams = new ArrayList<>();
        streams.add(stream(place, template.main(), "main", channel));
        streams.addAll(subOf(place, template, channel));
        return streams;
    }

    private List<FoundStream> subOf(Place place, CameraTemplate template, int channel)
            throws OnboardingException {
        String path = CameraTemplate.fill(template.sub(), channel);
        return !path.isEmpty() && answers(place, path)
                ? List.of(stream(place, template.sub(), "sub", channel))
                : List.of();
    }

    private boolean answers(Place place, String path) throws OnboardingException {
        return switch (RtspProbe.probe(place.address(path), settings)) {
            case ProbeResult.Found _ -> true;
            case ProbeResult.Failed(StreamFailure failure)
                    when failure.type() == StreamFailure.Type.NOT_FOUND
                            || failure.type() == StreamFailure.Type.NO_VIDEO ->
                    false;
            case ProbeResult.Failed(StreamFailure failure) -> throw Failures.of(failure);
        };
    }

    private static FoundStream stream(Place place, String template, String role, int channel) {
        return new FoundStream(
                channel,
                role,
                role,
                null,
                place.bare(CameraTemplate.fill(template, channel)).requestUrl(),
                "",
                0,
                0,
                null,
                null,
                null,
                null);
    }
}
