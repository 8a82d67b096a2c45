package io.sightline.server.onboarding;

import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.media.VideoCodec;
import io.sightline.onvif.media.VideoEncoding;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Which profile of a channel is recorded and which one is for previews: the one with the most
 * pixels is the main stream; of the others, the largest that is not larger than a preview needs is
 * the sub stream, H.264 before others because every browser plays it.
 */
final class StreamRoles {

    /** More is not seen in a grid of pictures. */
    private static final long PREVIEW_PIXELS = 960L * 540;

    private static final String MAIN = "main";
    private static final String SUB = "sub";
    private static final String OTHER = "other";

    private StreamRoles() {}

    /** Those that will be used as far as can be told before it is known where their streams are. */
    static Set<MediaProfile> likelyUsed(List<MediaProfile> profiles) {
        Set<MediaProfile> used = new HashSet<>();
        for (List<MediaProfile> channel : channels(profiles)) {
            MediaProfile main = main(channel);
            used.add(main);
            sub(channel, main, (_, _) -> true).ifPresent(used::add);
        }
        return used;
    }

    /** Streams whose place is known, with what each is for. */
    static List<FoundStream> assign(List<MediaStream> streams) {
        Map<MediaProfile, String> uris = new LinkedHashMap<>();
        for (MediaStream stream : streams) {
            stream.streamUri().ifPresent(uri -> uris.putIfAbsent(stream.profile(), uri));
        }
        List<FoundStream> found = new ArrayList<>();
        for (List<MediaProfile> channel : channels(List.copyOf(uris.keySet()))) {
            MediaProfile main = main(channel);
            Optional<MediaProfile> sub =
                    sub(channel, main, (one, two) -> !Objects.equals(uris.get(one), uris.get(two)));
            for (MediaProfile profile : channel) {
                String role =
                        profile.equals(main)
                                ? MAIN
                                : sub.filter(profile::equals).isPresent() ? SUB : OTHER;
                found.add(found(profile, Objects.requireNonNull(uris.get(profile)), role));
            }
        }
        return found;
    }

    private static Collection<List<MediaProfile>> channels(List<MediaProfile> profiles) {
        return profiles.stream()
                .distinct()
                .collect(
                        Collectors.groupingBy(
                                MediaProfile::channel, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static MediaProfile main(List<MediaProfile> channel) {
        return channel.stream().max(Comparator.comparingLong(MediaProfile::pixels)).orElseThrow();
    }

    private static Optional<MediaProfile> sub(
            List<MediaProfile> channel,
            MediaProfile main,
            BiPredicate<MediaProfile, MediaProfile> distinct) {
        return channel.stream()
                .filter(profile -> !profile.equals(main) && distinct.test(profile, main))
                .min(
                        Comparator.comparing((MediaProfile profile) -> !isH264(profile))
                                .thenComparing(profile -> profile.pixels() > PREVIEW_PIXELS)
                                .thenComparingLong(profile -> -profile.pixels()));
    }

    private static boolean isH264(MediaProfile profile) {
        return profile.encoding().filter(e -> e.codec() == VideoCodec.H264).isPresent();
    }

    private static FoundStream found(MediaProfile profile, String uri, String role) {
        Optional<VideoEncoding> encoding = profile.encoding();
        return new FoundStream(
                profile.channel(),
                role,
                profile.name(),
                null,
                uri,
                encoding.map(e -> e.codec().name()).orElse(""),
                encoding.map(VideoEncoding::widthPixels).orElse(0),
                encoding.map(VideoEncoding::heightPixels).orElse(0),
                encoding.flatMap(VideoEncoding::framesPerSecond).orElse(null),
                encoding.flatMap(VideoEncoding::kilobitsPerSecond).orElse(null),
                profile.audioCodec().orElse(null),
                null);
    }
}
