package io.sightline.media.segment;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.cmaf.Chunker;
import io.sightline.media.cmaf.InitSegment;
import io.sightline.media.cmaf.TestStreams;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A few seconds of real video and audio in the order in which a camera would send them. */
final class TestMedia {

    /** 2026-11-21 08:30:00 UTC. */
    static final long EPOCH_MICROS = 1_795_249_800_000_000L;

    static final int FRAMES_PER_SECOND = 25;

    /** One access unit at its place. */
    record Sample(int track, long ptsTicks, boolean keyFrame, List<ByteSequence> parts) {}

    private final List<TrackFormat> formats;
    private final List<Sample> samples;
    private final int seconds;

    private TestMedia(List<TrackFormat> formats, List<Sample> samples, int seconds) {
        this.formats = formats;
        this.samples = samples;
        this.seconds = seconds;
    }

    static TestMedia h264(Path folder, int seconds, int bFrames) throws IOException {
        var video = TestStreams.h264(folder, FRAMES_PER_SECOND, seconds, bFrames);
        return of(List.of(video.format()), List.of(video.units()), seconds);
    }

    static TestMedia h264AndAac(Path folder, int seconds, int bFrames) throws IOException {
        var video = TestStreams.h264(folder, FRAMES_PER_SECOND, seconds, bFrames);
        var audio = TestStreams.aac(folder, 48_000, 2, seconds);
        return of(
                List.of(video.format(), audio.format()),
                List.of(video.units(), audio.units()),
                seconds);
    }

    /** The same with a second audio track that browsers don't play. */
    static TestMedia h264AndG711(Path folder, int seconds) throws IOException {
        var video = TestStreams.h264(folder, FRAMES_PER_SECOND, seconds, 0);
        List<TestStreams.Unit> tone = new ArrayList<>();
        byte[] zeros = new byte[160];
        Arrays.fill(zeros, (byte) 0xD5);
        ByteSequence silence = ByteSequence.copyOf(zeros);
        for (int i = 0; i < seconds * 50; i++) {
            tone.add(new TestStreams.Unit(i * 160L, true, List.of(silence)));
        }
        return of(
                List.of(video.format(), new G711Format(G711Format.Law.A, 8_000, 1)),
                List.of(video.units(), tone),
                seconds);
    }

    private static TestMedia of(
            List<TrackFormat> formats, List<List<TestStreams.Unit>> tracks, int seconds) {
        record Arrival(double seconds, Sample sample) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int track = 0; track < tracks.size(); track++) {
            boolean video = formats.get(track) instanceof VideoFormat;
            List<TestStreams.Unit> units = tracks.get(track);
            for (int i = 0; i < units.size(); i++) {
                TestStreams.Unit unit = units.get(i);
                double at =
                        video
                                ? (double) i / FRAMES_PER_SECOND
                                : (double) unit.ptsTicks() / formats.get(track).timescaleHz();
                arrivals.add(
                        new Arrival(
                                at,
                                new Sample(track, unit.ptsTicks(), unit.keyFrame(), unit.parts())));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::seconds));
        return new TestMedia(formats, arrivals.stream().map(Arrival::sample).toList(), seconds);
    }

    List<TrackFormat> formats() {
        return formats;
    }

    List<Sample> samples() {
        return samples;
    }

    int seconds() {
        return seconds;
    }

    int videoFrames() {
        return (int) samples.stream().filter(sample -> sample.track() == 0).count();
    }

    int audioFrames() {
        return samples.size() - videoFrames();
    }

    /** Time of a sample from the beginning. */
    long micros(Sample sample) {
        return sample.ptsTicks() * 1_000_000 / formats.get(sample.track()).timescaleHz();
    }

    static void put(Sample sample, boolean nalUnits, AccessUnitBuffer buffer) {
        for (ByteSequence part : sample.parts()) {
            if (nalUnits) {
                buffer.beginNalUnit();
            }
            buffer.append(part.asBuffer());
            if (nalUnits) {
                buffer.endNalUnit();
            }
        }
    }

    /** All of it in chunks of 200 ms, taken at {@code wallClockMicros} and after. */
    List<Chunk> chunks(long wallClockMicros) {
        InitSegment init = Chunker.init(1, formats);
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = new Chunker(init, 0, false, ChunkSettings.DEFAULT, chunks::add);
        for (Sample sample : samples) {
            put(sample, sample.track() == 0, chunker.buffer(sample.track()));
            chunker.complete(
                    sample.track(),
                    sample.ptsTicks(),
                    wallClockMicros + micros(sample),
                    sample.keyFrame());
        }
        chunker.close();
        return chunks;
    }
}
