package io.sightline.media.stream;

import io.sightline.media.codec.TrackFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stream at one moment.
 *
 * @param since when it entered this state
 * @param failure why it does not deliver; the last failure while it is LIVE again
 * @param retryAt when the source tries again, while RETRYING
 */
public record StreamStatus(
        String name,
        StreamState state,
        Instant since,
        Optional<StreamFailure> failure,
        Optional<Instant> retryAt,
        List<TrackFormat> tracks,
        List<ReaderInfo> readers,
        StreamStatistics statistics) {

    public StreamStatus {
        tracks = List.copyOf(tracks);
        readers = List.copyOf(readers);
    }
}
