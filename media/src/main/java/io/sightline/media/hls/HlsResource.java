package io.sightline.media.hls;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a live HLS client asks for, by the last part of its URL. Names of media carry the epoch of
 * the playlist session in which they were made, so that one name never means different bytes, not
 * even after the server was started again: caches may keep them for ever.
 */
public sealed interface HlsResource {

    String MULTIVARIANT_NAME = "index.m3u8";
    String MEDIA_PLAYLIST_NAME = "media.m3u8";

    /** {@code index.m3u8}: says codecs and bandwidth, points to the media playlist. */
    record Multivariant() implements HlsResource {}

    /** {@code media.m3u8}: parts and segments. */
    record MediaPlaylist() implements HlsResource {}

    /** {@code init-{epoch}-{version}.mp4}: the media initialization section. */
    record Init(long epoch, int version) implements HlsResource {
        @Override
        public String toString() {
            return "init-" + epoch + "-" + version + ".mp4";
        }
    }

    /** {@code s{epoch}-{media sequence number}.m4s}. */
    record Segment(long epoch, long mediaSequence) implements HlsResource {
        @Override
        public String toString() {
            return "s" + epoch + "-" + mediaSequence + ".m4s";
        }
    }

    /** {@code p{epoch}-{chunk sequence number}.m4s}. */
    record Part(long epoch, long chunkSequence) implements HlsResource {
        @Override
        public String toString() {
            return "p" + epoch + "-" + chunkSequence + ".m4s";
        }
    }

    /** Numbers of at most 18 digits always fit a long. */
    Pattern SEGMENT_OR_PART = Pattern.compile("([sp])(\\d{1,18})-(\\d{1,18})\\.m4s");

    Pattern INIT = Pattern.compile("init-(\\d{1,18})-(\\d{1,9})\\.mp4");

    /** What {@code name} stands for, or empty when it is no name of ours. */
    static Optional<HlsResource> parse(String name) {
        if (name.equals(MULTIVARIANT_NAME)) {
            return Optional.of(new Multivariant());
        }
        if (name.equals(MEDIA_PLAYLIST_NAME)) {
            return Optional.of(new MediaPlaylist());
        }
        Matcher media = SEGMENT_OR_PART.matcher(name);
        if (media.matches()) {
            long epoch = Long.parseLong(media.group(2));
            long number = Long.parseLong(media.group(3));
            return Optional.of(
                    media.group(1).equals("s")
                            ? new Segment(epoch, number)
                            : new Part(epoch, number));
        }
        Matcher init = INIT.matcher(name);
        if (init.matches()) {
            return Optional.of(
                    new Init(Long.parseLong(init.group(1)), Integer.parseInt(init.group(2))));
        }
        return Optional.empty();
    }
}
