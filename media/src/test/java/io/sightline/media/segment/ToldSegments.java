package io.sightline.media.segment;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an index would be told. */
final class ToldSegments implements SegmentListener {
    final List<SegmentSummary> opened = new CopyOnWriteArrayList<>();
    final List<SegmentSummary> closed = new CopyOnWriteArrayList<>();
    final List<SegmentSummary> unfinished = new CopyOnWriteArrayList<>();

    @Override
    public void opened(SegmentSummary segment) {
        opened.add(segment);
    }

    @Override
    public void closed(SegmentSummary segment) {
        closed.add(segment);
    }

    @Override
    public void unfinished(SegmentSummary segment) {
        unfinished.add(segment);
    }
}
