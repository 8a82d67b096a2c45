package io.sightline.bench.record;

import io.sightline.bench.Progress;
import io.sightline.bench.process.FarmProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Something that records cameras: we, or the peer. */
interface Contender {

    /** Files are this long, on both sides: each window of measurement holds the end of one. */
    Duration SEGMENT = Duration.ofSeconds(45);

    String name();

    /**
     * Records the first {@code cameras} cameras of the farm into {@code directory}, and measures.
     */
    Measurement measure(
            FarmProcess farm, int cameras, Duration duration, Path directory, Progress progress)
            throws IOException, InterruptedException;
}
