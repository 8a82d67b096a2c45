package io.sightline.server.stream;

import io.sightline.media.codec.AudioFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * A track, as the API says it.
 *
 * @param kind {@code video} or {@code audio}; what belongs to the other kind is null
 * @param codecString RFC 6381, null while it is not known
 * @param playable whether browsers play it
 */
public record TrackJson(
        String kind,
        String codec,
        @Nullable String codecString,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer sampleRateHz,
        @Nullable Integer channels,
        boolean playable) {

    public static TrackJson of(TrackFormat format) {
        return switch (format) {
            case VideoFormat video ->
                    new TrackJson(
                            "video",
                            video.displayName(),
                            video.codecString(),
                            video.widthPixels(),
                            video.heightPixels(),
                            null,
                            null,
                            video.playableInBrowsers());
            case AudioFormat audio ->
                    new TrackJson(
                            "audio",
                            audio.displayName(),
                            audio.codecString(),
                            null,
                            null,
                            audio.sampleRateHz(),
                            audio.channels(),
                            audio.playableInBrowsers());
        };
    }

    /** A track whose format is known only once media flows, or which is not supported. */
    public static TrackJson unknown(String kind, String codec) {
        return new TrackJson(kind, codec, null, null, null, null, null, false);
    }
}
