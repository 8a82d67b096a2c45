package io.sightline.media.segment;

import io.sightline.media.segment.Boxes.DamagedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The samples of all tracks of a file that is being written. */
final class SampleTables implements FragmentParser.Visitor {

    private static final int MOOF = Boxes.type("moof");
    private static final int MAX_TRACKS = 32;

    private final List<SampleTable> tables = new ArrayList<>();
    private SampleTable current = new SampleTable(0);

    /** Adds the samples of a whole chunk that lies at {@code fileOffset}. */
    void add(ByteBuffer chunk, long fileOffset) {
        int start = chunk.position();
        Boxes.forEach(
                chunk,
                box -> {
                    if (box.type() == MOOF) {
                        FragmentParser.parse(box, fileOffset + box.at() - start, this);
                    }
                });
    }

    @Override
    public void run(int track, long fileOffset, long decodeTicks) {
        current = tableOf(track);
        current.beginRun(fileOffset, decodeTicks);
    }

    @Override
    public void sample(
            int sizeBytes, long durationTicks, int compositionOffsetTicks, boolean sync) {
        current.add(sizeBytes, durationTicks, compositionOffsetTicks, sync);
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
