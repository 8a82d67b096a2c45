package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265NalUnit;
import io.sightline.media.codec.H265ParameterSets;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real video and audio, encoded by ffmpeg, as access units with times. */
public final class TestStreams {

    /** One access unit: for video, NAL units in decoding order without parameter sets. */
    public record Unit(long ptsTicks, boolean keyFrame, List<ByteSequence> parts) {}

    /** A track and all its access units. */
    public record Track(TrackFormat format, List<Unit> units) {}

    private static final int ACCESS_UNIT_DELIMITER_H265 = 35;

    private TestStreams() {}

    /** H.264 with {@code bFrames} B-frames; the GOP lasts a second. */
    public static Track h264(Path folder, int fps, int seconds, int bFrames) throws IOException {
        return h264(folder, fps, seconds, bFrames, "320x180");
    }

    /** The same in another size. */
    public static Track h264(Path folder, int fps, int seconds, int bFrames, String size)
            throws IOException {
        Path mp4 = folder.resolve("video.mp4");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + size + ":rate=" + fps + ":duration=" + seconds,
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-g",
                fps,
                "-sc_threshold",
                0,
                "-bf",
                bFrames,
                "-x264-params",
                "b-adapt=0",
                "-video_track_timescale",
                90_000,
                mp4);
        Path file = folder.resolve("video.h264");
        Ffmpeg.run(
                "-i",
                mp4,
                "-c",
                "copy",
                "-bsf:v",
                "h264_mp4toannexb,h264_metadata=aud=insert",
                file);
        List<ByteSequence> nals = ElementaryStreams.nalUnits(Files.readAllBytes(file));
        List<ByteSequence> sps = nals.stream().filter(n -> type(n) == 7).distinct().toList();
        List<ByteSequence> pps = nals.stream().filter(n -> type(n) == 8).distinct().toList();
        List<List<ByteSequence>> units = new ArrayList<>();
        for (ByteSequence nal : nals) {
            switch (type(nal)) {
                case 9 -> units.add(new ArrayList<>());
                case 7, 8 -> {}
                default -> units.getLast().add(nal);
            }
        }
        int depth = bFrames == 0 ? 0 : bFrames > 1 ? 2 : 1;
        return new Track(
                new H264Format(
                        sps,
                        pps,
                        Integer.parseInt(size.split("x")[0]),
                        Integer.parseInt(size.split("x")[1]),
                        depth),
                timed(mp4, units));
    }

    /** Presentation times as the encoder's file has them, from 0. */
    private static List<Unit> timed(Path mp4, List<List<ByteSequence>> units) {
        String[] lines =
                Ffmpeg.probe(
                                mp4,
                                "-ignore_editlist",
                                "1",
                                "-select_streams",
                                "v",
                                "-show_entries",
                                "packet=pts,flags",
                                "-of",
                                "csv=p=0")
                        .strip()
                        .split("\n");
        long first = Long.MAX_VALUE;
        for (String line : lines) {
            first = Math.min(first, Long.parseLong(line.split(",")[0]));
        }
        List<Unit> timed = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            String[] fields = lines[i].split(",");
            timed.add(
                    new Unit(
                            Long.parseLong(fields[0]) - first,
                            fields[1].startsWith("K"),
                            units.get(i)));
        }
        return timed;
    }

    /** H.265 with B-frames; the GOP lasts a second. */
    public static Track h265(Path folder, int fps, int seconds) throws IOException {
        Path mp4 = folder.resolve("video-h265.mp4");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=" + fps + ":duration=" + seconds,
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-g",
                fps,
                "-x265-params",
                "log-level=none:bframes=3:b-adapt=0:scenecut=0:open-gop=0",
                "-tag:v",
                "hvc1",
                "-video_track_timescale",
                90_000,
                mp4);
        Path file = folder.resolve("video.h265");
        Ffmpeg.run(
                "-i",
                mp4,
                "-c",
                "copy",
                "-bsf:v",
                "hevc_mp4toannexb,hevc_metadata=aud=insert",
                file);
        H265ParameterSets sets = new H265ParameterSets();
        List<List<ByteSequence>> units = new ArrayList<>();
        for (ByteSequence nal : ElementaryStreams.nalUnits(Files.readAllBytes(file))) {
            switch (H265NalUnit.type(nal.asBuffer())) {
                case H265NalUnit.VPS, H265NalUnit.SPS, H265NalUnit.PPS ->
                        sets.offer(nal.asBuffer());
                case ACCESS_UNIT_DELIMITER_H265 -> units.add(new ArrayList<>());
                default -> units.getLast().add(nal);
            }
        }
        return new Track(sets.format().orElseThrow(), timed(mp4, units));
    }

    /** A tone in Opus, 20 ms a packet. */
    public static Track opus(Path folder, int seconds) throws IOException {
        Path mp4 = folder.resolve("opus.mp4");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000",
                "-t",
                seconds,
                "-ac",
                2,
                "-c:a",
                "libopus",
                "-b:a",
                "64k",
                mp4);
        return new Track(new OpusFormat(2, 312), packets(mp4, 960));
    }

    /** A tone in G.711 µ-law, 20 ms a packet. */
    public static Track g711(Path folder, int seconds) throws IOException {
        Path raw = folder.resolve("tone.ul");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=8000",
                "-t",
                seconds,
                "-c:a",
                "pcm_mulaw",
                "-f",
                "mulaw",
                raw);
        byte[] bytes = Files.readAllBytes(raw);
        List<Unit> units = new ArrayList<>();
        for (int at = 0; at + 160 <= bytes.length; at += 160) {
            ByteSequence packet = ByteSequence.copyOf(ByteBuffer.wrap(bytes, at, 160));
            units.add(new Unit(at, true, List.of(packet)));
        }
        return new Track(new G711Format(G711Format.Law.MU, 8_000, 1), units);
    }

    /** Motion JPEG. */
    public static Track mjpeg(Path folder, int fps, int seconds) throws IOException {
        Path mov = folder.resolve("mjpeg.mov");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x176:rate=" + fps + ":duration=" + seconds,
                "-pix_fmt",
                "yuvj420p",
                "-c:v",
                "mjpeg",
                mov);
        return new Track(new MjpegFormat(320, 176), packets(mov, 90_000 / fps));
    }

    /** The only track's packets, at equal distances. */
    private static List<Unit> packets(Path file, int ticks) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<Unit> units = new ArrayList<>();
        List<String> lines =
                Ffmpeg.probe(file, "-show_entries", "packet=pos,size", "-of", "csv=p=0")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
        for (String line : lines) {
            String[] sizeAndPosition = line.split(",");
            int size = Integer.parseInt(sizeAndPosition[0]);
            int at = Integer.parseInt(sizeAndPosition[1]);
            ByteSequence packet = ByteSequence.copyOf(ByteBuffer.wrap(bytes, at, size));
            units.add(new Unit((long) units.size() * ticks, true, List.of(packet)));
        }
        return units;
    }

    /** A tone in AAC-LC. */
    public static Track aac(Path folder, int sampleRateHz, int channels, int seconds)
            throws IOException {
        Path file = folder.resolve("audio.aac");
        Ffmpeg.run(
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=" + sampleRateHz,
                "-t",
                seconds,
                "-ac",
                channels,
                "-c:a",
                "aac",
                "-b:a",
                "64k",
                "-f",
                "adts",
                file);
        byte[] adts = Files.readAllBytes(file);
        List<Unit> units = new ArrayList<>();
        for (ByteSequence frame : ElementaryStreams.adtsFrames(adts)) {
            units.add(new Unit(units.size() * 1_024L, true, List.of(frame)));
        }
        return new Track(
                new AacFormat(
                        ElementaryStreams.audioSpecificConfig(adts),
                        2,
                        sampleRateHz,
                        channels,
                        1_024),
                units);
    }

    /** Puts a unit into the chunker as a depacketiser does. */
    public static void feed(
            Chunker chunker, int track, Unit unit, boolean nalUnits, long wallMicros) {
        AccessUnitBuffer buffer = chunker.buffer(track);
        for (ByteSequence part : unit.parts()) {
            ByteBuffer bytes = part.asBuffer();
            if (nalUnits) {
                buffer.beginNalUnit();
            }
            buffer.append(bytes);
            if (nalUnits) {
                buffer.endNalUnit();
            }
        }
        chunker.complete(track, unit.ptsTicks(), wallMicros, unit.keyFrame());
    }

    private static int type(ByteSequence nal) {
        return nal.get(0) & 0x1F;
    }
}
