package io.sightline.simulator.clip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads back what {@link ClipEncoder} wrote. */
final class PacketFile {

    private record Entry(long dts, long pts, int sizeBytes, boolean keyFrame) {}

    private PacketFile() {}

    static List<EncodedUnit> readVideo(Path directory, ClipSpec spec) throws IOException {
        List<Entry> index = index(directory);
        if (index.size() != spec.frames()) {
            throw new IOException(
                    "%s holds %d frames, not %d".formatted(directory, index.size(), spec.frames()));
        }
        byte[] data = Files.readAllBytes(directory.resolve("data"));
        long ticksPerFrame = Clip.VIDEO_CLOCK_HZ / spec.framesPerSecond();
        long first = index.getFirst().dts();
        List<EncodedUnit> units = new ArrayList<>();
        int offset = 0;
        for (Entry entry : index) {
            units.add(
                    new EncodedUnit(
                            (entry.dts() - first) * ticksPerFrame,
                            (entry.pts() - first) * ticksPerFrame,
                            entry.keyFrame(),
                            ByteBuffer.wrap(data, offset, entry.sizeBytes()).slice()));
            offset += entry.sizeBytes();
        }
        return units;
    }

    /** Exactly as many frames as the loop is long. */
    static List<EncodedUnit> readAudio(Path directory, ClipSpec spec) throws IOException {
        AudioCodec codec = spec.audio();
        byte[] data = Files.readAllBytes(directory.resolve("data"));
        List<Integer> sizes =
                switch (codec) {
                    // One byte a sample: cut anew, whatever packets the encoder made of it.
                    case PCMU, PCMA ->
                            java.util.Collections.nCopies(
                                    data.length / codec.samplesPerFrame(), codec.samplesPerFrame());
                    case AAC, OPUS -> index(directory).stream().map(Entry::sizeBytes).toList();
                    case NONE -> throw new IllegalStateException("no audio to read");
                };
        int frames = spec.seconds() * codec.sampleRateHz() / codec.samplesPerFrame();
        List<EncodedUnit> units = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < frames; i++) {
            long ticks = (long) i * codec.samplesPerFrame();
            int size = sizes.get(i);
            units.add(
                    new EncodedUnit(
                            ticks, ticks, true, ByteBuffer.wrap(data, offset, size).slice()));
            offset += size;
        }
        return units;
    }

    /** Lines {@code stream, dts, pts, duration, size, crc[, F=flags]}; flags are told if not 1. */
    private static List<Entry> index(Path directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("index"))) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] fields = line.split(",\\s*");
            boolean keyFrame = fields.length < 7 || !fields[6].trim().equals("F=0x0");
            entries.add(
                    new Entry(
                            Long.parseLong(fields[1].trim()),
                            Long.parseLong(fields[2].trim()),
                            Integer.parseInt(fields[4].trim()),
                            keyFrame));
        }
        return entries;
    }
}
