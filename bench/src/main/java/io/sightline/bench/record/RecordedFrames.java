package io.sightline.bench.record;

import io.sightline.media.bits.Parsed;
import io.sightline.media.cmaf.ChunkScanner;
import io.sightline.media.cmaf.ParsedChunk;
import io.sightline.media.segment.ChunkEntry;
import io.sightline.media.segment.SegmentFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts the pictures in recorded files. */
final class RecordedFrames {

    private static final int VIDEO_TRACK_ID = 1;

    private RecordedFrames() {}

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.toString().endsWith(".mp4")).sorted().toList();
        }
    }

    /** By our own reader: the samples that the boxes of every chunk name. */
    static long inSegment(Path file) throws IOException {
        long frames = 0;
        SegmentFile segment = SegmentFile.read(file);
        try (FileChannel channel = FileChannel.open(file)) {
            for (ChunkEntry chunk : segment.chunks()) {
                Parsed<ParsedChunk> parsed =
                        ChunkScanner.samples(channel, chunk.offset(), chunk.sizeBytes());
                if (!(parsed instanceof Parsed.Valid<ParsedChunk>(ParsedChunk valid))) {
                    throw new IOException(file + ": " + parsed);
                }
                frames += valid.run(VIDEO_TRACK_ID).map(run -> run.sampleCount()).orElse(0);
            }
        }
        return frames;
    }

    /** By ffprobe, which knows nothing of us. */
    static long byFfprobe(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "ffprobe",
                                "-v",
                                "error",
                                "-select_streams",
                                "v:0",
                                "-count_packets",
                                "-show_entries",
                                "stream=nb_read_packets",
                                "-of",
                                "csv=p=0",
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String counted =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .replaceAll("\\D", "");
        if (process.waitFor() != 0 || counted.isEmpty()) {
            throw new IOException("ffprobe can't read " + file);
        }
        return Long.parseLong(counted);
    }
}
