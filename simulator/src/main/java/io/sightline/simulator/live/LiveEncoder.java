package io.sightline.simulator.live;

import io.sightline.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An ffmpeg child that turns raw pictures into H.264 without delay. */
final class LiveEncoder implements AutoCloseable {

    private static final long TERMINATION_SECONDS = 3;

    private final Process process;

    private LiveEncoder(Process process) {
        this.process = process;
    }

    /** Pictures go in as rows of blue, green, red, unused; FLV comes out. */
    static LiveEncoder start(Ffmpeg ffmpeg, PictureFormat format) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin"));
        arguments.addAll(List.of("-probesize", "32", "-analyzeduration", "0"));
        arguments.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr0"));
        arguments.addAll(List.of("-s", format.widthPixels() + "x" + format.heightPixels()));
        arguments.addAll(List.of("-r", Integer.toString(format.framesPerSecond()), "-i", "pipe:0"));
        arguments.addAll(encoder(ffmpeg, format));
        arguments.addAll(List.of("-pix_fmt", "yuv420p", "-threads", "1"));
        arguments.addAll(List.of("-f", "flv", "-flush_packets", "1", "pipe:1"));
        return new LiveEncoder(ffmpeg.builder(arguments).start());
    }

    private static List<String> encoder(Ffmpeg ffmpeg, PictureFormat format) {
        String gop = Integer.toString(format.framesPerSecond() * format.gopSeconds());
        String rate = Integer.toString(format.bitsPerSecond());
        return switch (ffmpeg.encoder("libx264", "libopenh264")) {
            case "libx264" ->
                    List.of(
                            "-c:v",
                            "libx264",
                            "-preset",
                            "superfast",
                            "-tune",
                            "zerolatency",
                            "-crf",
                            "23",
                            "-maxrate",
                            rate,
                            "-bufsize",
                            rate,
                            "-g",
                            gop,
                            "-keyint_min",
                            gop,
                            "-sc_threshold",
                            "0");
            default ->
                    List.of(
                            "-c:v",
                            "libopenh264",
                            "-rc_mode",
                            "bitrate",
                            "-b:v",
                            rate,
                            "-allow_skip_frames",
                            "0",
                            "-g",
                            gop);
        };
    }

    OutputStream pictures() {
        return process.getOutputStream();
    }

    InputStream flv() {
        return process.getInputStream();
    }

    /** Ends the child: by the end of its input, else by force. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
