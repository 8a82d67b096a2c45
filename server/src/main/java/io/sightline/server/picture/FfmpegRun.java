package io.sightline.server.picture;

import io.sightline.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One ffmpeg process from its start to its end: bytes in by standard input, bytes out by standard
 * output, killed when it takes too long or says too much. Blocks; meant for virtual threads.
 */
final class FfmpegRun {

    /** What came of it. */
    sealed interface Outcome {

        @SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
        record Finished(byte[] output) implements Outcome {}

        record Failed(int exitCode) implements Outcome {}

        record Killed() implements Outcome {}
    }

    private FfmpegRun() {}

    /**
     * @param mostOutput bytes; a process that writes more is killed
     * @throws IOException when it can't be started
     */
    static Outcome run(
            Ffmpeg ffmpeg, List<String> arguments, byte[] input, int mostOutput, Duration limit)
            throws IOException {
        Process process = ffmpeg.builder(arguments).start();
        AtomicBoolean killed = new AtomicBoolean();
        Thread feeder = Thread.ofVirtual().name("picture-feed").start(() -> feed(process, input));
        Thread watch =
                Thread.ofVirtual().name("picture-watch").start(() -> watch(process, limit, killed));
        try (InputStream out = process.getInputStream()) {
            byte[] output = out.readNBytes(mostOutput + 1);
            if (output.length > mostOutput) {
                return new Outcome.Killed();
            }
            int exitCode = process.waitFor();
            if (killed.get()) {
                return new Outcome.Killed();
            }
            return exitCode == 0 ? new Outcome.Finished(output) : new Outcome.Failed(exitCode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Killed();
        } finally {
            process.destroyForcibly();
            watch.interrupt();
            feeder.interrupt();
        }
    }

    /** It may end before it has read everything: one frame is enough for it. */
    private static void feed(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // What it wrote tells whether it had enough.
        }
    }

    private static void watch(Process process, Duration limit, AtomicBoolean killed) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                killed.set(true);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }
}
