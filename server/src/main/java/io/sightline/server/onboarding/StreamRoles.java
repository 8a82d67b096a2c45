package io.sightline.server.onboarding;

import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.media.VideoCodec;
import io.sightline.onvif.media.VideoEncoding;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which profile of a channel is recorded and which one is for previews: the one with the most
 * pixels is the main stream; of the others, the largest that is not larger than a preview needs is
 * the sub stream, H.264 before others because every browser plays it.
 */
final class StreamRoles {

    /** More is not seen in a grid of pictures. */
    private static final long PREVIEW_PIXELS = 960L * 540;

    private StreamRoles() {}

    static List<FoundStream> assign(List<MediaStream> streams) {
        Map<Integer, List<MediaStream>> channels = new TreeMap<>();
        for (MediaStream stream : streams) {
            if (stream.streamUri().isPresent()) {
                channels.computeIfAbsent(stream.profile().channel(), _ -> new ArrayList<>())
                        .add(stream);
            }
        }
        List<FoundStream> found = new ArrayList<>();
        channels.values().forEach(channel -> found.addAll(channel(channel)));
        return found;
    }

    private static List<FoundStream> channel(List<MediaStream> streams) {
        MediaStream main =
                streams.stream()
                        .max(Comparator.comparingLong(stream -> stream.profile().pixels()))
                        .orElseThrow();
        Optional<MediaStream> sub =
                streams.stream()
                        .filter(stream -> stream != main && !sameUri(stream, main))
                        .min(
                                Comparator.comparing((MediaStream stream) -> !isH264(stream))
                                        .thenComparing(stream -> tooLarge(stream))
                                        .thenComparingLong(stream -> -stream.profile().pixels()));
        return streams.stream()
                .map(
                        stream ->
                                found(
                                        stream,
                                        stream == main
                                                ? "main"
                                                : sub.filter(s -> s == stream).isPresent()
                                                        ? "sub"
                                                        : "other"))
                .toList();
    }

    private static boolean sameUri(MediaStream one, MediaStream other) {
        return one.streamUri().equals(other.streamUri());
    }

    private static boolean isH264(MediaStream stream) {
        return stream.profile().encoding().filter(e -> e.codec() == VideoCodec.H264).isPresent();
    }

    private static boolean tooLarge(MediaStream stream) {
        return stream.profile().pixels() > PREVIEW_PIXELS;
    }

    private static FoundStream found(MediaStream stream, String role) {
        MediaProfile profile = stream.profile();
        Optional<VideoEncoding> encoding = profile.encoding();
        return new FoundStream(
                profile.channel(),
                role,
                profile.name(),
                stream.streamUri().orElseThrow(),
                encoding.map(e -> e.codec().name()).orElse(""),
                encoding.map(VideoEncoding::widthPixels).orElse(0),
                encoding.map(VideoEncoding::heightPixels).orElse(0),
                encoding.flatMap(VideoEncoding::framesPerSecond).orElse(null),
                encoding.flatMap(VideoEncoding::kilobitsPerSecond).orElse(null),
                profile.audioCodec().orElse(null),
                null);
    }
}
