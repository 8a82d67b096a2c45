package io.sightline.media.clip;

import io.sightline.media.codec.TrackFormat;
import io.sightline.media.segment.ChunkEntry;
import java.nio.file.Path;
import java.util.List;

/**
 * A recorded file to cut from.
 *
 * @param tracks formats of its tracks, in the order of their track ids
 * @param chunks chunks of the file, oldest first, without holes between the first and the last;
 *     should begin with one that starts a GOP, or the clip begins later
 */
public record ClipSource(Path file, List<TrackFormat> tracks, List<ChunkEntry> chunks) {

    public ClipSource {
        tracks = List.copyOf(tracks);
        chunks = List.copyOf(chunks);
    }
}
