package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs ffmpeg and ffprobe, which these tests need (Debian package {@code ffmpeg}). */
public final class Ffmpeg {

    private Ffmpeg() {}

    /** Runs {@code ffmpeg} with the arguments given and expects success. */
    public static void run(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        execute(command, true);
    }

    /** What {@code ffmpeg} writes to its standard output. */
    public static String output(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return execute(command, false);
    }

    /** What {@code ffmpeg} tells of its work. */
    public static String said(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return execute(command, true);
    }

    /** What {@code ffprobe} prints. */
    public static String probe(Path file, String... options) {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "warning"));
        command.addAll(List.of(options));
        command.add(file.toString());
        return execute(command, false);
    }

    /** Decodes everything; any error or warning of the decoders fails the test. */
    public static void decode(Path file) {
        String said =
                execute(
                        List.of(
                                "ffmpeg",
                                "-v",
                                "warning",
                                "-i",
                                file.toString(),
                                "-f",
                                "null",
                                "-"),
                        true);
        // G.711 in MP4 has a channel count and no layout, which is worth a remark to ffmpeg.
        assertThat(said.lines().filter(line -> !line.startsWith("Guessed Channel Layout")))
                .isEmpty();
    }

    private static String execute(List<String> command, boolean complaintsToo) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(complaintsToo)
                            .redirectError(complaintsToo ? Redirect.PIPE : Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
            String text = new String(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
            return text;
        } catch (IOException e) {
            throw new AssertionError("these tests need the Debian package ffmpeg: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
