package io.sightline.server.picture;

import io.sightline.ffmpeg.Ffmpeg;
import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pictures out of ffmpeg's own sources, encoded as a camera would. */
final class Stills {

    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private Stills() {}

    /**
     * The first frame of a source as an H.264 key frame.
     *
     * @param source as {@code -f lavfi -i} takes it
     */
    static KeyFrame h264(String source) throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.found();
        Process process =
                ffmpeg.builder(
                                "-hide_banner",
                                "-loglevel",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                source,
                                "-frames:v",
                                "1",
                                "-pix_fmt",
                                "yuv420p",
                                "-c:v",
                                ffmpeg.encoder("libx264", "libopenh264"),
                                "-b:v",
                                "4M",
                                "-f",
                                "h264",
                                "pipe:1")
                        .start();
        process.getOutputStream().close();
        return keyFrame(process.getInputStream().readAllBytes());
    }

    /**
     * Key frames of eight seconds of a source, two seconds apart, encoded as a slow sub stream is
     * and made as small as the judge has them.
     */
    static List<SmallFrame> frames(String source) throws IOException {
        return frames(source, 800);
    }

    static List<SmallFrame> frames(String source, int kilobitsPerSecond) throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.found();
        List<Process> pipeline =
                ProcessBuilder.startPipeline(
                        List.of(
                                ffmpeg.builder(
                                        arguments(
                                                "-f lavfi -i "
                                                        + source
                                                        + " -t 8 -vf fps=10 -pix_fmt yuv420p",
                                                "-c:v",
                                                ffmpeg.encoder("libx264", "libopenh264"),
                                                "-g 20 -b:v "
                                                        + kilobitsPerSecond
                                                        + "k -f h264 pipe:1")),
                                ffmpeg.builder(
                                        arguments(
                                                "-f h264 -skip_frame nokey -i pipe:0 -vf",
                                                "scale=320:180:flags=area:out_range=full,format=yuv420p",
                                                "-vsync passthrough -f rawvideo pipe:1"))));
        byte[] planes = pipeline.getLast().getInputStream().readAllBytes();
        int frameBytes = SmallFrame.bytes(WIDTH, HEIGHT);
        List<SmallFrame> frames = new ArrayList<>();
        for (int at = 0; at + frameBytes <= planes.length; at += frameBytes) {
            frames.add(SmallFrame.of(planes, at, WIDTH, HEIGHT));
        }
        return frames;
    }

    private static List<String> arguments(String... parts) {
        return List.of(("-hide_banner -loglevel error " + String.join(" ", parts)).split(" "));
    }

    private static KeyFrame keyFrame(byte[] annexB) {
        List<ByteSequence> sps = new ArrayList<>();
        List<ByteSequence> pps = new ArrayList<>();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        int at = next(annexB, 0);
        while (at < annexB.length) {
            int begin = at + 3;
            at = next(annexB, begin);
            int end = at;
            while (end > begin && annexB[end - 1] == 0) {
                end--;
            }
            ByteBuffer nal = ByteBuffer.wrap(annexB, begin, end - begin);
            switch (annexB[begin] & 0x1F) {
                case SPS -> sps.add(ByteSequence.copyOf(nal));
                case PPS -> pps.add(ByteSequence.copyOf(nal));
                default -> {
                    unit.writeBytes(ByteBuffer.allocate(4).putInt(end - begin).array());
                    unit.write(annexB, begin, end - begin);
                }
            }
        }
        return new KeyFrame(
                new H264Format(sps, pps, 640, 360, 0),
                ByteBuffer.wrap(unit.toByteArray()),
                Instant.EPOCH);
    }

    private static int next(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i;
            }
        }
        return bytes.length;
    }
}
