package io.sightline.media.segment;

import io.sightline.media.segment.VolumeStatus.State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second thread of a volume: everything that waits for the medium. Forces open files in the
 * sync interval, finishes files that are full, and checks every second that the volume is there and
 * has room.
 *
 * <p>Its queue holds files to finish: one per stream and segment duration, so it is bounded by
 * streams as long as the disk keeps up within a segment's duration, and the writer stalls with it
 * when it does not.
 */
final class VolumeKeeper {

    private static final Logger log = LoggerFactory.getLogger(VolumeKeeper.class);

    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_MILLIS = 200;

    /** What was found at the last check. */
    record Health(State state, String problem, long capacityBytes, long freeBytes) {}

    private final Volume volume;
    private final long syncNanos;
    private final long reserveBytes;
    private final SegmentListener listener;
    private final List<Recorder> recorders;
    private final BlockingQueue<SegmentWriter> full = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Health health;
    private volatile boolean closed;
    private long checkedNanos;

    VolumeKeeper(
            Volume volume,
            RecordingSettings settings,
            SegmentListener listener,
            List<Recorder> recorders) {
        this.volume = volume;
        this.syncNanos = settings.syncInterval().toNanos();
        this.reserveBytes = settings.reserveBytes();
        this.listener = listener;
        this.recorders = recorders;
        this.health = examine();
        this.checkedNanos = System.nanoTime();
        this.thread =
                Thread.ofPlatform()
                        .name("volume-" + volume.name() + "-sync")
                        .daemon()
                        .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed || !full.isEmpty()) {
            try {
                SegmentWriter next = full.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    finishNow(next);
                }
            } catch (InterruptedException e) {
                break;
            }
            syncDue();
            checkDue();
        }
    }

    void finish(SegmentWriter segment) {
        full.add(segment);
    }

    private void finishNow(SegmentWriter segment) {
        try {
            segment.finish().ifPresent(listener::closed);
        } catch (IOException e) {
            log.warn("[volume:{}] {} stays unfinished: {}", volume, segment.path(), e.toString());
            failed(e);
            listener.unfinished(segment.summary());
        } catch (RuntimeException e) {
            log.error("[volume:{}] {} stays unfinished", volume, segment.path(), e);
            segment.abandon();
            listener.unfinished(segment.summary());
        }
    }

    private void syncDue() {
        long now = System.nanoTime();
        for (Recorder recorder : recorders) {
            SegmentWriter open = recorder.current().orElse(null);
            if (open == null || !open.dirty() || now - open.forcedNanos() < syncNanos) {
                continue;
            }
            try {
                open.force();
            } catch (IOException e) {
                log.error("[volume:{}] can't force {}: {}", volume, open.path(), e.toString());
                failed(e);
            }
        }
    }

    private void checkDue() {
        if (System.nanoTime() - checkedNanos < CHECK_NANOS) {
            return;
        }
        Health before = health;
        Health now = examine();
        health = now;
        checkedNanos = System.nanoTime();
        if (before.state() != now.state()) {
            log.warn(
                    "[volume:{}] is {} now, was {} {}",
                    volume,
                    now.state(),
                    before.state(),
                    now.problem());
        }
    }

    private Health examine() {
        try {
            volume.verify();
            long free = volume.freeBytes();
            // Once full, a quarter more than the reserve has to be free: no flutter at the edge.
            boolean wasFull = health != null && health.state() == State.FULL;
            boolean room = free >= (wasFull ? reserveBytes + reserveBytes / 4 : reserveBytes);
            return new Health(
                    room ? State.READY : State.FULL,
                    room ? "" : "%d MB are left".formatted(free >> 20),
                    volume.capacityBytes(),
                    free);
        } catch (IOException e) {
            return new Health(State.FAILED, String.valueOf(e.getMessage()), 0, 0);
        }
    }

    /** Takes effect at once and until the next check. */
    void failed(IOException cause) {
        State state = cause instanceof Disk.FullException ? State.FULL : State.FAILED;
        Health before = health;
        health =
                new Health(
                        state,
                        String.valueOf(cause.getMessage()),
                        before.capacityBytes(),
                        before.freeBytes());
    }

    Health health() {
        return health;
    }

    void close(long deadlineNanos) {
        closed = true;
        VolumeWriter.join(thread, deadlineNanos);
    }
}
