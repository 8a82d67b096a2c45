package io.sightline.server.recording;

import io.sightline.media.segment.SegmentListener;
import io.sightline.media.segment.SegmentSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters segments into the index as they are opened and closed, on a thread of its own and many at
 * a time: three hundred cameras close their files in the same second. What can't be entered is
 * tried again; the queue holds two entries per segment, and what is lost with the process is found
 * again on the volumes.
 */
public final class IndexWriter implements SegmentListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(IndexWriter.class);
    private static final int BATCH = 500;
    private static final long GATHER_MILLIS = 100;
    private static final long RETRY_MILLIS = 1_000;

    private final SegmentIndex index;
    private final BlockingQueue<IndexedSegment> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean busy;

    public IndexWriter(SegmentIndex index) {
        this.index = index;
        this.thread = Thread.ofPlatform().name("segment-index").daemon().start(this::run);
    }

    @Override
    public void opened(SegmentSummary segment) {
        queue.add(IndexedSegment.of(segment));
    }

    @Override
    public void closed(SegmentSummary segment) {
        queue.add(IndexedSegment.of(segment));
    }

    @Override
    public void unfinished(SegmentSummary segment) {
        queue.add(IndexedSegment.of(segment));
    }

    private void run() {
        List<IndexedSegment> batch = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty() || !batch.isEmpty()) {
                gather(batch);
                if (!batch.isEmpty() && !write(batch)) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
                busy = !batch.isEmpty();
            }
        } catch (InterruptedException e) {
            log.warn("[index:segments] stopped with {} entries to write", queue.size());
        }
    }

    private void gather(List<IndexedSegment> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            return;
        }
        IndexedSegment first = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            busy = true;
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
    }

    private boolean write(List<IndexedSegment> batch) {
        try {
            index.put(batch);
            batch.clear();
            return true;
        } catch (RuntimeException e) {
            log.error("[index:segments] {} entries wait: {}", batch.size(), e.toString());
            return closed && giveUp(batch);
        }
    }

    private static boolean giveUp(List<IndexedSegment> batch) {
        batch.clear();
        return true;
    }

    /** Whether everything told so far has been written. */
    boolean idle() {
        return queue.isEmpty() && !busy;
    }

    /** Writes what waits and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
