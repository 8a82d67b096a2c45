package io.sightline.media.segment;

import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.cmaf.TrackRun;
import io.sightline.media.segment.Boxes.DamagedException;
import java.util.ArrayList;
import java.util.List;

/** The samples of all tracks of a file that is being written. */
final class SampleTables {

    private static final int MAX_TRACKS = 32;

    private final List<SampleTable> tables = new ArrayList<>();

    /** Adds the samples of a chunk that lies at {@code fileOffset}. */
    void add(ParsedChunk chunk, long fileOffset) {
        for (TrackRun run : chunk.runs()) {
            SampleTable table = tableOf(run.trackId());
            table.beginRun(fileOffset + run.dataOffset(), run.decodeTicks());
            for (int i = 0; i < run.sampleCount(); i++) {
                table.add(
                        run.sizeBytes(i),
                        run.durationTicks(i),
                        run.compositionOffsetTicks(i),
                        run.sync(i));
            }
        }
    }

    private SampleTable tableOf(int trackId) {
        for (SampleTable table : tables) {
            if (table.trackId() == trackId) {
                return table;
            }
        }
        if (tables.size() == MAX_TRACKS) {
            throw new DamagedException("more than %d tracks".formatted(MAX_TRACKS));
        }
        SampleTable table = new SampleTable(trackId);
        tables.add(table);
        return table;
    }

    /** Ends the collection. */
    List<SampleTable> end() {
        tables.forEach(SampleTable::end);
        return List.copyOf(tables);
    }

    int heapBytes() {
        return tables.stream().mapToInt(SampleTable::heapBytes).sum();
    }
}
