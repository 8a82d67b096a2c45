package io.sightline.media.cmaf;

import java.util.List;
import java.util.Optional;

/**
 * A chunk that was read back.
 *
 * @param runs one per track with samples, those that browsers play first
 */
public record ParsedChunk(ChunkHeader header, List<TrackRun> runs) {

    public ParsedChunk {
        runs = List.copyOf(runs);
    }

    public Optional<TrackRun> run(int trackId) {
        return runs.stream().filter(run -> run.trackId() == trackId).findFirst();
    }
}
