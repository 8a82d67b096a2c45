package io.sightline.media.cmaf;

import io.sightline.media.cmaf.TestStreams.Track;
import io.sightline.media.cmaf.TestStreams.Unit;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file of an init segment and chunks, made from the access units of real tracks as they would
 * come from a camera: in decoding order, the tracks interleaved.
 */
public record TestRecording(Path file, InitSegment init, List<Located> chunks) {

    /** A chunk and where it lies in the file. */
    public record Located(ChunkInfo info, long offset) {}

    /** An access unit and when it comes. */
    private record Arrival(int track, Unit unit, double seconds) {}

    /**
     * @param wallClockMicros when the media time 0 was taken
     * @param shiftMicros what is added to all media times
     */
    public static TestRecording write(
            Path file, List<Track> tracks, long wallClockMicros, long shiftMicros)
            throws IOException {
        List<TrackFormat> formats = new ArrayList<>();
        tracks.forEach(track -> formats.add(track.format()));
        InitSegment init = Chunker.init(1, formats);
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = new Chunker(init, 0, false, ChunkSettings.DEFAULT, chunks::add);
        for (Arrival arrival : arrivals(tracks)) {
            TrackFormat format = formats.get(arrival.track());
            Unit unit = arrival.unit();
            long shift = shiftMicros * format.timescaleHz() / 1_000_000;
            long micros = unit.ptsTicks() * 1_000_000 / format.timescaleHz();
            TestStreams.feed(
                    chunker,
                    arrival.track(),
                    new Unit(unit.ptsTicks() + shift, unit.keyFrame(), unit.parts()),
                    format instanceof H264Format || format instanceof H265Format,
                    wallClockMicros + micros);
        }
        chunker.close();
        return new TestRecording(file, init, write(file, init, chunks));
    }

    private static List<Located> write(Path file, InitSegment init, List<Chunk> chunks)
            throws IOException {
        List<Located> located = new ArrayList<>();
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(init.recorded().asBuffer());
            for (Chunk chunk : chunks) {
                located.add(new Located(chunk.info(), out.position()));
                ByteBuffer bytes = chunk.read();
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        }
        return located;
    }

    /** Video in decoding order at a steady pace; other tracks by their times. */
    private static List<Arrival> arrivals(List<Track> tracks) {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            List<Long> sorted = track.units().stream().map(Unit::ptsTicks).sorted().toList();
            for (int k = 0; k < sorted.size(); k++) {
                double seconds = (double) sorted.get(k) / track.format().timescaleHz();
                all.add(new Arrival(i, track.units().get(k), seconds));
            }
        }
        all.sort(Comparator.comparingDouble(Arrival::seconds));
        return all;
    }
}
