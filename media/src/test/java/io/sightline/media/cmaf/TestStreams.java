package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.H264Format;
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
