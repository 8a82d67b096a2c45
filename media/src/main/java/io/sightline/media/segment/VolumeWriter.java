package io.sightline.media.segment;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.segment.VolumeStatus.State;
import io.sightline.media.thread.ThreadScheduling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to one volume, with two platform threads. The first asks every recorder for what it has,
 * round after paced round: it only ever writes, so that a wait for the medium does not keep chunks
 * from the page cache. The second ({@link VolumeKeeper}) forces, finishes files and looks after the
 * volume's health. A stalled disk holds both, and nobody else.
 */
final class VolumeWriter {

    /** What a round copies the chunks of one stream into, to write them at once. */
    private static final int STAGING_BYTES = 1 << 20;

    /** A write that takes longer is worth telling. */
    private static final long SLOW_NANOS = Duration.ofSeconds(3).toNanos();

    private final Volume volume;
    private final long paceNanos;
    private final VolumeKeeper keeper;
    private final RecentWrites recent;
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicLong slowestWriteNanos = new AtomicLong();
    private volatile long roundBeganNanos;
    private volatile boolean inRound;
    private volatile boolean closed;

    private VolumeWriter(Volume volume, RecordingSettings settings, SegmentListener listener) {
        this.volume = volume;
        this.paceNanos = settings.pace().toNanos();
        this.recent = new RecentWrites(volume.disk());
        this.keeper = new VolumeKeeper(volume, settings, listener, recorders);
        this.thread =
                ThreadScheduling.steady(
                                Thread.ofPlatform()
                                        .name("volume-" + volume.name())
                                        .daemon()
                                        .factory())
                        .newThread(this::run);
    }

    static VolumeWriter start(Volume volume, RecordingSettings settings, SegmentListener listener) {
        VolumeWriter writer = new VolumeWriter(volume, settings, listener);
        writer.keeper.start();
        writer.thread.start();
        return writer;
    }

    private void run() {
        ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
        while (!closed || !recorders.isEmpty()) {
            long start = System.nanoTime();
            roundBeganNanos = start;
            inRound = true;
            for (Recorder recorder : recorders) {
                round(recorder, staging);
            }
            inRound = false;
            long rest = paceNanos - (System.nanoTime() - start);
            if (rest > 0) {
                LockSupport.parkNanos(rest);
            }
        }
    }

    /** One stream's mistake must not stop the others on this volume. */
    private void round(Recorder recorder, ByteBuffer staging) {
        try {
            recorder.round(this, staging);
        } catch (RuntimeException e) {
            Recorder.log.error("[stream:{}] recording failed", recorder.streamName(), e);
            recorder.reset(this, e);
        }
    }

    void add(Recorder recorder) {
        recorders.add(recorder);
    }

    void remove(Recorder recorder) {
        recorders.remove(recorder);
    }

    /** Hands over a file to which nothing is appended any more. On the volume's thread. */
    void finish(SegmentWriter segment) {
        recent.ended(segment.path());
        keeper.finish(segment);
    }

    /**
     * Appends {@code batch} to a file of this volume. On the volume's thread.
     *
     * @throws IOException as {@link SegmentWriter#append} says
     */
    void append(SegmentWriter segment, List<Chunk> batch, ByteBuffer staging) throws IOException {
        long start = System.nanoTime();
        recent.dropOld(start);
        long from = segment.endOffset();
        segment.append(batch, staging);
        long to = segment.endOffset();
        long end = System.nanoTime();
        recent.add(segment.path(), from, to, end);
        writtenBytes.addAndGet(to - from);
        slowestWriteNanos.accumulateAndGet(end - start, Math::max);
    }

    /** A write failed: the volume takes no new files until it was looked at. */
    void failed(IOException cause) {
        keeper.failed(cause);
    }

    /** Whether new files are begun here. */
    boolean ready() {
        return keeper.health().state() == State.READY;
    }

    /** Why not, as the reason of a gap. */
    GapReason refusal() {
        return keeper.health().state() == State.FULL ? GapReason.DISK_FULL : GapReason.DISK_FAILED;
    }

    String problem() {
        return keeper.health().problem();
    }

    Volume volume() {
        return volume;
    }

    VolumeStatus status() {
        VolumeKeeper.Health health = keeper.health();
        boolean slow = inRound && System.nanoTime() - roundBeganNanos > SLOW_NANOS;
        return new VolumeStatus(
                volume.name(),
                volume.directory(),
                slow && health.state() == State.READY ? State.SLOW : health.state(),
                slow ? "a write has been under way for seconds" : health.problem(),
                health.capacityBytes(),
                health.freeBytes(),
                recorders.size(),
                writtenBytes.get(),
                slowestWriteNanos.getAndSet(0) / 1000);
    }

    /** Waits until the recorders, which were told to close, have; then stops. */
    void close(Duration patience) {
        closed = true;
        long deadline = System.nanoTime() + patience.toNanos();
        join(thread, deadline);
        keeper.close(deadline);
    }

    static void join(Thread thread, long deadlineNanos) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "volume " + volume.name();
    }
}
