package io.sightline.media.stream;

import java.time.Instant;

/**
 * Who reads a stream, for the viewer list.
 *
 * @param id unique within the process
 * @param address of the peer, empty for the server's own readers
 */
public record ReaderInfo(String id, Kind kind, String address, Instant since) {

    /** By what way the media leaves. */
    public enum Kind {
        RECORDER,
        MSE,
        HLS,
        SNAPSHOT,
        API
    }
}
