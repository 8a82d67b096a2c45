package io.sightline.media.hls;

import io.sightline.media.stream.StreamFailure;
import java.time.Instant;
import java.util.Optional;

/** What became of a request for a playlist. */
public sealed interface PlaylistAnswer {

    record Ready(LivePlaylist playlist) implements PlaylistAnswer {}

    /**
     * No media, or not in time.
     *
     * @param failure what keeps the source from delivering, if it is known
     * @param retryAt when the source tries again
     */
    record Unavailable(Optional<StreamFailure> failure, Optional<Instant> retryAt)
            implements PlaylistAnswer {}

    /** The segment asked for lies too far in the future (RFC 8216bis §6.2.5.2: 400). */
    record TooFarAhead() implements PlaylistAnswer {}

    /**
     * There is media, but none that a browser plays.
     *
     * @param codec of its video
     */
    record Unplayable(String codec) implements PlaylistAnswer {}
}
