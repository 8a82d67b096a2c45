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
    private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean busy;
    private volatile long lagNanos;

    /** A segment and when the recorder told of it. */
    private record Told(IndexedSegment segment, long nanos) {}

    public IndexWriter(SegmentIndex index) {
        this.index = index;
        this.thread = Thread.ofPlatform().name("segment-index").daemon().start(this::run);
    }

    @Override
    public void opened(SegmentSummary segment) {
        tell(segment);
    }

    @Override
    public void closed(SegmentSummary segment) {
        tell(segment);
    }

    @Override
    public void unfinished(SegmentSummary segment) {
        tell(segment);
    }

    private void tell(SegmentSummary segment) {
        queue.add(new Told(IndexedSegment.of(segment), System.nanoTime()));
    }

    private void run() {
        List<Told> batch = new ArrayList<>();
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

    private void gather(List<Told> batch) throws InterruptedException {
        if (!batch.isEmpty()) {
            return;
        }
        Told first = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            busy = true;
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
    }

    private boolean write(List<Told> batch) {
        try {
            index.put(batch.stream().map(Told::segment).toList());
            lagNanos = System.nanoTime() - batch.getFirst().nanos();
            batch.clear();
            return true;
        } catch (RuntimeException e) {
            lagNanos = System.nanoTime() - batch.getFirst().nanos();
            log.error("[index:segments] {} entries wait: {}", batch.size(), e.toString());
            return closed && giveUp(batch);
        }
    }

    private static boolean giveUp(List<Told> batch) {
        batch.clear();
        return true;
    }

    /** From the recorder's word to the row, seconds: of the oldest entry of the last batch. */
    public double lagSeconds() {
        return lagNanos / 1e9;
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
