package io.sightline.bench.playback;

import io.sightline.bench.Progress;
import io.sightline.media.segment.Disk;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary;
import io.sightline.media.segment.Volume;
import io.sightline.server.database.Database;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a server with many cameras has after a month: a row and a file for every ten minutes of
 * each. Files that are going to be sought have content ({@link SyntheticSegment}); the others are
 * empty and stand for themselves by their name, which is all that the server looks at of files it
 * knows.
 */
final class LargeArchive {

    private static final long TYPICAL_BYTES = 300_000_000;
    private static final String VOLUME = "main";

    private final Path data;
    private final int cameras;
    private final int days;
    private final Instant begin;

    /** A moment of a camera that can be played. */
    record Moment(String stream, Instant time) {}

    LargeArchive(Path data, int cameras, int days) {
        this.data = data;
        this.cameras = cameras;
        this.days = days;
        this.begin = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
    }

    long segments() {
        return (long) cameras * days * perDay();
    }

    private static long perDay() {
        return Duration.ofDays(1)
                .dividedBy(Duration.of(SyntheticSegment.MICROS, ChronoUnit.MICROS));
    }

    /**
     * Makes it all.
     *
     * @param filled how many segments get content, each with the one behind it
     * @return random moments in those
     */
    List<Moment> build(int filled, int moments, Random random, Progress progress)
            throws IOException {
        Volume volume = Volume.create(VOLUME, data.resolve("recordings"), Disk.local());
        progress.step("writing %d segments of ten minutes".formatted(2 * filled));
        Map<String, SegmentSummary> written = new HashMap<>();
        List<SegmentSummary> sought = new ArrayList<>();
        while (sought.size() < filled) {
            String stream = stream(random.nextInt(cameras));
            long start = startMicros(random.nextInt(days), random.nextInt((int) perDay() - 1));
            if (!written.containsKey(stream + start)) {
                sought.add(write(volume, stream, start, written));
                // A player's window of ten minutes reaches into the next one.
                write(volume, stream, start + SyntheticSegment.MICROS, written);
            }
        }
        progress.step("entering %d segments into index and directories".formatted(segments()));
        try (Database database = Database.open(data.resolve("sightline.db"))) {
            for (int camera = 0; camera < cameras; camera++) {
                String stream = stream(camera);
                database.transaction(() -> enter(database.write(), stream, written));
                createFiles(volume, stream);
            }
        }
        return moments(sought, moments, random);
    }

    private static SegmentSummary write(
            Volume volume, String stream, long start, Map<String, SegmentSummary> written)
            throws IOException {
        SegmentSummary known = written.get(stream + start);
        if (known != null) {
            return known;
        }
        SegmentSummary summary = SyntheticSegment.write(volume, stream, start);
        written.put(stream + start, summary);
        return summary;
    }

    private void enter(JdbcClient database, String stream, Map<String, SegmentSummary> written) {
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < perDay(); i++) {
                long start = startMicros(day, i);
                SegmentSummary real = written.get(stream + start);
                database.sql(
                                """
                                insert into segment
                                    (stream, id, volume, state, from_micros, to_micros, size_bytes,
                                     gap_before, codecs)
                                values (?, ?, ?, 'closed', ?, ?, ?, '', 'avc1.640028')
                                """)
                        .params(
                                stream,
                                start / 1000,
                                VOLUME,
                                start,
                                start + SyntheticSegment.MICROS,
                                real == null ? TYPICAL_BYTES : real.sizeBytes())
                        .update();
            }
        }
    }

    private void createFiles(Volume volume, String stream) throws IOException {
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < perDay(); i++) {
                SegmentId id = new SegmentId(Instant.ofEpochMilli(startMicros(day, i) / 1000));
                Path file = volume.segmentPath(stream, id);
                if (i == 0) {
                    Files.createDirectories(file.getParent());
                }
                createIfMissing(file);
            }
        }
    }

    private static void createIfMissing(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // One of those with content.
            return;
        }
    }

    private static List<Moment> moments(List<SegmentSummary> segments, int count, Random random) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SegmentSummary segment = segments.get(random.nextInt(segments.size()));
            long offset = random.nextLong(SyntheticSegment.MICROS - 1_000_000);
            Instant time = Instant.EPOCH.plus(segment.fromMicros() + offset, ChronoUnit.MICROS);
            moments.add(new Moment(segment.stream(), time.truncatedTo(ChronoUnit.MILLIS)));
        }
        return moments;
    }

    private String stream(int camera) {
        return "cam_10_0_%d_%d_ch1_main".formatted(camera / 250, camera % 250 + 1);
    }

    private long startMicros(int day, int segment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, begin.plus(Duration.ofDays(day)))
                + segment * SyntheticSegment.MICROS;
    }
}
