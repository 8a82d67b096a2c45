package io.sightline.bench.record;

import io.sightline.bench.Progress;
import io.sightline.bench.process.FarmProcess;
import io.sightline.bench.process.FarmProcess.FarmCamera;
import io.sightline.bench.process.ProcessUsage;
import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Our server, with its index and its live outputs, in a process of its own. */
final class Ours implements Contender {

    private static final Duration IDLE = Duration.ofSeconds(5);

    /**
     * Steady state begins when the JIT compiler has done its work: after a minute it still takes
     * half a percent of a core.
     */
    private static final Duration SETTLE = Duration.ofSeconds(100);

    /**
     * New cameras are looked at by decoding a few of their pictures, once a day each: beside what
     * is compared here, and not within a window of 45 s that stands for the whole day.
     */
    private static final String LATER_PICTURE_CHECK = "-Dpicture.check.first=1h";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** For what was sent to arrive, and the chunk that it belongs to to be closed. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    /** Every how many files ffprobe counts after us. */
    private static final int FFPROBE_EVERY = 40;

    @Override
    public String name() {
        return "Sightline";
    }

    @Override
    public Measurement measure(
            FarmProcess farm, int cameras, Duration duration, Path directory, Progress progress)
            throws IOException, InterruptedException {
        long sentBefore = framesSent(farm, cameras);
        double cpu;
        long memory;
        long sent;
        List<String> settings =
                List.of(
                        "-Drecording.segment-duration=" + SEGMENT.toSeconds() + "s",
                        LATER_PICTURE_CHECK);
        try (ServerProcess server = ServerProcess.start(directory, settings)) {
            progress.pause(IDLE, "idle server");
            long idle = server.usage().proportionalBytes();
            for (FarmCamera camera : farm.cameras().subList(0, cameras)) {
                server.addCamera("camera " + camera.index(), camera.url());
            }
            awaitAllSending(farm, cameras, sentBefore);
            progress.pause(SETTLE, cameras + " cameras settling");
            double before = ProcessUsage.cpuSeconds(server.pid());
            double farmBefore = farm.cpuSeconds();
            long start = System.nanoTime();
            progress.pause(duration, "recording " + cameras + " cameras");
            double seconds = (System.nanoTime() - start) / 1e9;
            cpu = (ProcessUsage.cpuSeconds(server.pid()) - before) / seconds;
            memory = server.usage().proportionalBytes() - idle;
            progress.step(
                    "%.3f %% of a core and %.1f MB a camera; the farm itself %.3f %%"
                            .formatted(
                                    100 * cpu / cameras,
                                    memory / 1e6 / cameras,
                                    100 * (farm.cpuSeconds() - farmBefore) / seconds / cameras));
            farm.inflictAll("stall");
            Thread.sleep(DRAIN);
            sent = framesSent(farm, cameras) - sentBefore;
        } finally {
            farm.inflictAll("heal");
        }
        return new Measurement(cameras, cpu, memory, sent, recorded(directory, progress));
    }

    private static void awaitAllSending(FarmProcess farm, int cameras, long sentBefore)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        // A second's worth on average: nobody is waited for who is about to begin.
        while (framesSent(farm, cameras) - sentBefore < 25L * cameras) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the cameras were not all pulled within " + START_LIMIT);
            }
            Thread.sleep(200);
        }
    }

    private static long framesSent(FarmProcess farm, int cameras)
            throws IOException, InterruptedException {
        return farm.cameras().subList(0, cameras).stream().mapToLong(FarmCamera::framesSent).sum();
    }

    private static long recorded(Path directory, Progress progress)
            throws IOException, InterruptedException {
        List<Path> files = RecordedFrames.files(directory);
        progress.step("counting the frames in %d files".formatted(files.size()));
        long frames = 0;
        for (int i = 0; i < files.size(); i++) {
            long counted = RecordedFrames.inSegment(files.get(i));
            frames += counted;
            if (i % FFPROBE_EVERY == 0 && RecordedFrames.byFfprobe(files.get(i)) != counted) {
                throw new IOException(files.get(i) + ": ffprobe counts other than we do");
            }
        }
        return frames;
    }
}
