package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything put into a chunker comes out of its chunks, for random streams. */
class ChunkRoundTripTest {

    private static final long WALL_CLOCK = 1_790_000_000_123_457L;

    private record Put(long ptsTicks, boolean key, ByteSequence bytes) {}

    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<Integer, List<Put>> put = new HashMap<>();

    /** When the first key frame was put in, and audio may begin. */
    private long startMicros = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void parsingGivesBackWhatWasPutIn(long seed) throws IOException {
        Random random = new Random(seed);
        List<TrackFormat> formats = formats(random);
        InitSegment init = Chunker.init(1, formats);
        Chunker chunker = new Chunker(init, 7, true, ChunkSettings.DEFAULT, chunks::add);
        feed(chunker, formats, random);
        chunker.close();

        Map<Integer, List<Put>> got = new HashMap<>();
        Map<Integer, Long> decodeEnd = new HashMap<>();
        for (Chunk chunk : chunks) {
            ByteBuffer bytes = chunk.read();
            ParsedChunk parsed = parse(bytes);
            assertSameAsInfo(parsed.header(), chunk.info(), formats);
            assertThat(parsed.header().intact(bytes)).isTrue();
            for (TrackRun run : parsed.runs()) {
                assertThat(run.decodeTicks())
                        .isGreaterThanOrEqualTo(decodeEnd.getOrDefault(run.trackId(), 0L));
                decodeEnd.put(run.trackId(), collect(run, bytes, got));
            }
        }
        for (int track = 1; track <= formats.size(); track++) {
            TrackFormat format = formats.get(track - 1);
            // Audio may begin a little later than video, until its first whole frame.
            long slack = format instanceof VideoFormat ? 0 : 100_000;
            long from = (startMicros + slack) * format.timescaleHz() / 1_000_000;
            assertThat(since(from, got.get(track)))
                    .as("track %d, %s", track, format)
                    .isNotEmpty()
                    .isEqualTo(since(from, put.get(track)));
        }
    }

    private static List<Put> since(long ticks, @Nullable List<Put> all) {
        return all == null ? List.of() : all.stream().filter(p -> p.ptsTicks() >= ticks).toList();
    }

    private static ParsedChunk parse(ByteBuffer bytes) {
        return switch (ChunkParser.parse(bytes)) {
            case Parsed.Valid<ParsedChunk>(ParsedChunk chunk) -> chunk;
            case Parsed.Malformed<ParsedChunk> bad -> throw new AssertionError(bad);
            case Parsed.Unsupported<ParsedChunk> bad -> throw new AssertionError(bad);
        };
    }

    private static void assertSameAsInfo(
            ChunkHeader header, ChunkInfo info, List<TrackFormat> formats) {
        int timescale = formats.get(header.referenceTrack() - 1).timescaleHz();
        assertThat(header.startMicros(timescale)).isEqualTo(info.startMicros());
        assertThat(header.durationMicros()).isEqualTo(info.durationMicros());
        assertThat(header.wallClockMicros()).isEqualTo(info.wallClockMicros());
        assertThat(header.startsGop()).isEqualTo(info.startsGop());
        assertThat(header.discontinuity()).isEqualTo(info.discontinuity());
        assertThat(header.videoFrames()).isEqualTo(info.videoFrames());
        assertThat(header.sizeBytes()).isEqualTo(info.sizeBytes());
        assertThat(header.playableBytes()).isEqualTo(info.playableBytes());
    }

    private static long collect(TrackRun run, ByteBuffer chunk, Map<Integer, List<Put>> got) {
        long dts = run.decodeTicks();
        int at = run.dataOffset();
        List<Put> samples = got.computeIfAbsent(run.trackId(), _ -> new ArrayList<>());
        for (int i = 0; i < run.sampleCount(); i++) {
            assertThat(run.compositionOffsetTicks(i)).isNotNegative();
            long pts = dts + run.compositionOffsetTicks(i);
            ByteSequence bytes = ByteSequence.copyOf(chunk.slice(at, run.sizeBytes(i)));
            samples.add(new Put(pts, run.sync(i), bytes));
            at += run.sizeBytes(i);
            assertThat(run.durationTicks(i)).isPositive();
            dts += run.durationTicks(i);
        }
        return dts;
    }

    private static List<TrackFormat> formats(Random random) {
        List<TrackFormat> formats = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            formats.add(random.nextBoolean() ? TestFormats.h264(0) : new MjpegFormat(640, 480));
        }
        if (formats.isEmpty() || random.nextBoolean()) {
            formats.add(
                    switch (random.nextInt(3)) {
                        case 0 -> TestFormats.aac(48_000, 2);
                        case 1 -> new OpusFormat(2, 312);
                        default -> new G711Format(G711Format.Law.MU, 8_000, 1);
                    });
        }
        if (random.nextInt(4) == 0) {
            formats.addFirst(new G711Format(G711Format.Law.A, 8_000, 1));
        }
        return formats;
    }

    /** Ten seconds at 12 to 60 frames a second, GOPs of random length, units of random size. */
    private void feed(Chunker chunker, List<TrackFormat> formats, Random random) {
        long[] next = new long[formats.size()];
        int frameTicks = 90_000 / (12 + random.nextInt(49));
        boolean video = formats.stream().anyMatch(VideoFormat.class::isInstance);
        boolean started = !video;
        for (long micros = 1_000_000; micros < 11_000_000; micros += 5_000) {
            for (int track = formats.size() - 1; track >= 0; track--) {
                TrackFormat format = formats.get(track);
                long until = micros * format.timescaleHz() / 1_000_000;
                if (next[track] == 0) {
                    next[track] = format.timescaleHz();
                }
                while (next[track] <= until) {
                    boolean isVideo = format instanceof VideoFormat;
                    boolean key = !isVideo || random.nextInt(20) == 0;
                    if (!started && isVideo && key) {
                        started = true;
                        startMicros = next[track] * 100 / 9;
                    }
                    int size = isVideo ? 1 + random.nextInt(key ? 60_000 : 9_000) : 160;
                    ByteSequence unit = unit(format, size, random);
                    chunker.buffer(track).append(unit.asBuffer());
                    chunker.complete(track, next[track], WALL_CLOCK + micros, key);
                    put.computeIfAbsent(track + 1, _ -> new ArrayList<>())
                            .add(new Put(next[track], key, unit));
                    next[track] += isVideo ? frameTicks : audioTicks(format, unit);
                }
            }
        }
    }

    private static int audioTicks(TrackFormat format, ByteSequence unit) {
        return switch (format) {
            case AacFormat aac -> aac.samplesPerFrame();
            case OpusFormat _ -> 960;
            default -> unit.size();
        };
    }

    private static ByteSequence unit(TrackFormat format, int size, Random random) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        if (format instanceof OpusFormat) {
            bytes[0] = (byte) 0xFC;
        }
        return ByteSequence.copyOf(bytes);
    }
}
