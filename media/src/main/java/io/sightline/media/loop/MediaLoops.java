package io.sightline.media.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Some media loops, one per core as a rule; streams are dealt out to them in turn. */
public final class MediaLoops implements AutoCloseable {

    private final List<MediaLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private MediaLoops(List<MediaLoop> loops) {
        this.loops = loops;
    }

    /**
     * @param name of their threads, each with its number behind it
     * @param count 1 or more
     */
    public static MediaLoops start(String name, int count, Duration pace) {
        return new MediaLoops(
                IntStream.range(0, count)
                        .mapToObj(i -> MediaLoop.start(name + "-" + i, pace))
                        .toList());
    }

    /** The process's own. */
    public static MediaLoops start(int count, Duration pace) {
        return start("media", count, pace);
    }

    /** One loop per core with the default pace. */
    public static MediaLoops start() {
        return start(Runtime.getRuntime().availableProcessors(), MediaLoop.DEFAULT_PACE);
    }

    public MediaLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    @Override
    public void close() {
        loops.forEach(MediaLoop::close);
    }
}
