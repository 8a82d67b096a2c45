package io.sightline.simulator.clip;

import io.sightline.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a clip with ffmpeg. Each track becomes two files: {@code data} holds the packets one
 * after the other, {@code index} (the framecrc muxer's listing) their times and sizes.
 */
final class ClipEncoder {

    private final Ffmpeg ffmpeg;
    private final ClipSpec spec;

    ClipEncoder(Ffmpeg ffmpeg, ClipSpec spec) {
        this.ffmpeg = ffmpeg;
        this.spec = spec;
    }

    /** Draws every frame and pipes it raw into the encoder. */
    void encodeVideo(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-hide_banner", "-loglevel", "error", "-y"));
        arguments.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr24"));
        arguments.addAll(List.of("-s", spec.widthPixels() + "x" + spec.heightPixels()));
        arguments.addAll(List.of("-r", Integer.toString(spec.framesPerSecond()), "-i", "-"));
        arguments.addAll(videoEncoder());
        TestPicture picture = new TestPicture(spec);
        run(
                directory,
                arguments,
                stdin -> {
                    for (int number = 0; number < spec.frames(); number++) {
                        stdin.write(picture.draw(number));
                    }
                });
    }

    void encodeAudio(Path directory) throws IOException {
        AudioCodec codec = spec.audio();
        // One second more than the loop: the encoder's priming is cut off at the other end.
        String source = spec.sound().filter(codec.sampleRateHz(), spec.seconds() + 1);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-hide_banner", "-loglevel", "error", "-y"));
        arguments.addAll(List.of("-f", "lavfi", "-i", source));
        arguments.addAll(audioEncoder());
        run(directory, arguments, stdin -> {});
    }

    private List<String> videoEncoder() {
        String bitrate = Integer.toString(spec.bitsPerSecond());
        List<String> rate = List.of("-b:v", bitrate, "-maxrate", bitrate, "-bufsize", bitrate);
        String gop = Integer.toString(spec.gopFrames());
        return switch (spec.video()) {
            case H264 -> {
                String encoder = ffmpeg.encoder("libx264", "libopenh264");
                yield encoder.equals("libx264")
                        ? with(x264(gop, 0), rate)
                        : with(openH264(gop), rate);
            }
            case H264_B_FRAMES -> {
                ffmpeg.encoder("libx264");
                yield with(x264(gop, 2), rate);
            }
            case H265 ->
                    with(
                            List.of("-c:v", ffmpeg.encoder("libx265"), "-preset", "ultrafast"),
                            List.of("-pix_fmt", "yuv420p", "-x265-params"),
                            List.of(
                                    "keyint=%s:min-keyint=%s:scenecut=0:bframes=0:open-gop=0"
                                                    .formatted(gop, gop)
                                            + ":log-level=error"),
                            rate);
            // RFC 2435 carries no Huffman tables: the receiver assumes the standard ones.
            case MJPEG ->
                    with(
                            List.of("-c:v", "mjpeg", "-huffman", "default"),
                            List.of("-pix_fmt", "yuvj420p", "-q:v", "8"));
        };
    }

    private static List<String> x264(String gop, int bFrames) {
        return with(
                List.of("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"),
                List.of("-pix_fmt", "yuv420p", "-g", gop, "-keyint_min", gop),
                List.of("-sc_threshold", "0", "-bf", Integer.toString(bFrames)));
    }

    private static List<String> openH264(String gop) {
        return with(
                List.of("-c:v", "libopenh264", "-pix_fmt", "yuv420p", "-g", gop),
                List.of("-rc_mode", "bitrate", "-allow_skip_frames", "0"));
    }

    private List<String> audioEncoder() {
        return switch (spec.audio()) {
            case AAC -> List.of("-c:a", "aac", "-b:a", "64k", "-ac", "2");
            case OPUS ->
                    List.of(
                            "-c:a",
                            ffmpeg.encoder("libopus", "opus"),
                            "-strict",
                            "-2",
                            "-b:a",
                            "48k",
                            "-ac",
                            "2");
            case PCMU -> List.of("-c:a", "pcm_mulaw", "-ac", "1");
            case PCMA -> List.of("-c:a", "pcm_alaw", "-ac", "1");
            case NONE -> throw new IllegalStateException("no audio to encode");
        };
    }

    @SafeVarargs
    private static List<String> with(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    @FunctionalInterface
    private interface Input {
        void writeTo(OutputStream stdin) throws IOException;
    }

    private void run(Path directory, List<String> arguments, Input input) throws IOException {
        List<String> command = new ArrayList<>(arguments);
        command.addAll(List.of("-map", "0", "-f", "tee", "[f=data]data|[f=framecrc]index"));
        Path errors = directory.resolve("errors");
        Process process =
                ffmpeg.builder(command)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream stdin = process.getOutputStream()) {
            input.writeTo(stdin);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new IOException("ffmpeg stopped early: " + Files.readString(errors), e);
        }
        awaitSuccess(process, errors);
    }

    private static void awaitSuccess(Process process, Path errors) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("ffmpeg failed: " + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while encoding a clip", e);
        }
        Files.delete(errors);
    }
}
