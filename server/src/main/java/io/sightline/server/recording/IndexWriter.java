package io.sightline.server.recording;

import io.sightline.media.segment.SegmentListener;
import io.sightline.media.segment.SegmentSummary;
import io.sightline.server.database.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters segments into the index as they are opened and closed, on a thread of its own and many at
 * a time: three hundred cameras close their files in the same second. When the database takes
 * nothing for now, that is tried again; the queue holds two entries per segment, and what is lost
 * with the process, or can't be entered for what is in it, is left to the comparison of the index
 * with the files.
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

    /** Told and neither written nor given up. */
    private final AtomicLong pending = new AtomicLong();

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
        pending.incrementAndGet();
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
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
        }
    }

    /** Returns whether the batch is done with. */
    private boolean write(List<Told> batch) {
        long toldNanos = batch.getFirst().nanos();
        try {
            index.put(batch.stream().map(Told::segment).toList());
            done(batch);
            return true;
        } catch (RuntimeException e) {
            return StoreFailure.mayPass(e) ? postponed(batch, e) : writeEach(batch);
        } finally {
            lagNanos = System.nanoTime() - toldNanos;
        }
    }

    /** Something is wrong with one of them, which must not keep the others out. */
    private boolean writeEach(List<Told> batch) {
        while (!batch.isEmpty()) {
            List<Told> first = batch.subList(0, 1);
            IndexedSegment segment = first.getFirst().segment();
            try {
                index.put(List.of(segment));
            } catch (RuntimeException e) {
                if (StoreFailure.mayPass(e)) {
                    return postponed(batch, e);
                }
                log.error(
                        "[stream:{}] segment {} can't be entered and is given up: {}",
                        segment.stream(),
                        segment.id(),
                        StoreFailure.reason(e));
            }
            done(first);
        }
        return true;
    }

    private boolean postponed(List<Told> batch, RuntimeException why) {
        log.error("[index:segments] {} entries wait: {}", batch.size(), why.toString());
        if (closed) {
            done(batch);
        }
        return closed;
    }

    private void done(List<Told> batch) {
        pending.addAndGet(-batch.size());
        batch.clear();
    }

    /** From the recorder's word to the row, seconds: of the oldest entry of the last batch. */
    public double lagSeconds() {
        return lagNanos / 1e9;
    }

    /** Whether everything told so far has been written. */
    boolean idle() {
        return pending.get() == 0;
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
