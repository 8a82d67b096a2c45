package io.sightline.bench.record;

import io.sightline.bench.Progress;
import io.sightline.bench.process.ChildProcess;
import io.sightline.bench.process.FarmProcess;
import io.sightline.bench.process.FarmProcess.FarmCamera;
import io.sightline.bench.process.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One {@code ffmpeg -c copy} a camera, into segments of fragmented MP4. */
final class FfmpegCopies implements Contender {

    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "ffmpeg -c copy";
    }

    @Override
    public Measurement measure(
            FarmProcess farm, int cameras, Duration duration, Path directory, Progress progress)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<ChildProcess> copies = new ArrayList<>();
        try {
            for (FarmCamera camera : farm.cameras().subList(0, cameras)) {
                copies.add(start(camera, directory));
            }
            progress.pause(SETTLE, cameras + " ffmpeg settling");
            double before = cpuSeconds(copies);
            long start = System.nanoTime();
            progress.pause(duration, cameras + " ffmpeg recording");
            double cpu = (cpuSeconds(copies) - before) / ((System.nanoTime() - start) / 1e9);
            long memory =
                    ProcessUsage.sum(copies.stream().map(ChildProcess::pid)).proportionalBytes();
            progress.step(
                    "%.3f %% of a core and %.1f MB a camera"
                            .formatted(100 * cpu / cameras, memory / 1e6 / cameras));
            return new Measurement(cameras, cpu, memory, 0, 0);
        } finally {
            copies.forEach(ChildProcess::close);
        }
    }

    private static ChildProcess start(FarmCamera camera, Path directory) throws IOException {
        return ChildProcess.start(
                "ffmpeg " + camera.index(),
                List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-rtsp_transport",
                        "tcp",
                        "-i",
                        camera.url(),
                        "-c",
                        "copy",
                        "-f",
                        "segment",
                        "-segment_time",
                        Long.toString(SEGMENT.toSeconds()),
                        "-segment_format",
                        "mp4",
                        "-segment_format_options",
                        "movflags=frag_keyframe+empty_moov+default_base_moof",
                        directory
                                .resolve("camera%d-%%03d.mp4".formatted(camera.index()))
                                .toString()),
                Map.of(),
                directory.resolve("ffmpeg%d.out".formatted(camera.index())));
    }

    private static double cpuSeconds(List<ChildProcess> copies) throws IOException {
        double seconds = 0;
        for (ChildProcess copy : copies) {
            copy.requireAlive();
            seconds += ProcessUsage.cpuSeconds(copy.pid());
        }
        return seconds;
    }
}
