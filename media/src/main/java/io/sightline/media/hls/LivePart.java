package io.sightline.media.hls;

import io.sightline.media.cmaf.Chunk;

/**
 * One part of a live segment: the playable bytes of a chunk.
 *
 * @param resource its name
 */
public record LivePart(HlsResource.Part resource, Chunk chunk) {

    long durationMicros() {
        return chunk.info().durationMicros();
    }

    public int sizeBytes() {
        return chunk.info().playableBytes();
    }

    /** RFC 8216bis §4.4.4.9. */
    void describe(StringBuilder playlist) {
        playlist.append("#EXT-X-PART:DURATION=");
        Seconds.append(playlist, durationMicros());
        playlist.append(",URI=\"").append(resource).append('"');
        if (chunk.info().startsGop()) {
            playlist.append(",INDEPENDENT=YES");
        }
        playlist.append('\n');
    }
}
