package io.sightline.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays a camera with programs that know nothing of us; they come with Debian's packages. */
final class Player {

    /** What a player made of a stream. */
    record Result(int status, String output) {

        /** Buffers that came to GStreamer's sink, of which {@code -v} tells one by one. */
        long buffers() {
            return output.lines().filter(line -> line.contains("chain   *******")).count();
        }
    }

    private Player() {}

    /** {@code stream,codec,frames} lines of what ffprobe reads in {@code seconds}. */
    static Result ffprobe(String url, String transport, int seconds) throws IOException {
        return run(
                "ffmpeg",
                List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-rtsp_transport",
                        transport,
                        "-read_intervals",
                        "%+" + seconds,
                        "-count_packets",
                        "-show_entries",
                        "stream=codec_name,width,height,nb_read_packets",
                        "-of",
                        "csv=p=0",
                        url));
    }

    /** Decodes every frame of {@code seconds}; an empty output is a flawless picture. */
    static Result decode(String url, String transport, int seconds) throws IOException {
        return run(
                "ffmpeg",
                List.of(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-xerror",
                        "-rtsp_transport",
                        transport,
                        "-i",
                        url,
                        "-t",
                        Integer.toString(seconds),
                        "-f",
                        "null",
                        "-"));
    }

    /** GStreamer pulls {@code buffers} access units through its own depayloader and parser. */
    static Result gstreamer(String url, String protocols, String elements, int buffers)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("gst-launch-1.0", "-v", "rtspsrc", "location=" + url));
        command.addAll(List.of("protocols=" + protocols, "latency=200", "!"));
        command.addAll(List.of(elements.split(" ")));
        command.addAll(List.of("!", "fakesink", "silent=false", "num-buffers=" + buffers));
        return run("gstreamer1.0-tools and gstreamer1.0-plugins-good and -bad", command);
    }

    private static Result run(String packages, List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("Debian packages needed: " + packages, e);
        }
        process.getOutputStream().close();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException(command + " does not end");
            }
            return new Result(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
