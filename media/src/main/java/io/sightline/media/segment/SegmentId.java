package io.sightline.media.segment;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one segment of a stream: the millisecond in which it begins, made unique by moving it on
 * where two segments would share it. It is part of media URLs and says where the file lies, so that
 * no table is needed to get from one to the other, and no name from outside can leave its volume.
 */
public record SegmentId(Instant start) implements Comparable<SegmentId> {

    private static final Pattern STREAM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern TEXT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})(\\d{2})(\\d{3})");
    private static final Pattern DIRECTORY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern FILE =
            Pattern.compile("(\\d{2})-(\\d{2})-(\\d{2})-(\\d{3})\\.mp4");

    public SegmentId {
        start = start.truncatedTo(ChronoUnit.MILLIS);
        int year = start.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1970 || year > 9999) {
            throw new IllegalArgumentException("not a time of this world: " + start);
        }
    }

    /** Whether {@code name} may be a directory of a volume and a part of a URL. */
    public static boolean isStreamName(String name) {
        return STREAM_NAME.matcher(name).matches();
    }

    static SegmentId ofMicros(long wallClockMicros) {
        return new SegmentId(Instant.ofEpochMilli(Math.floorDiv(wallClockMicros, 1000)));
    }

    /** The form used in URLs: {@code 20261121T083005123}. */
    public String text() {
        LocalDateTime time = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        return "%04d%02d%02dT%02d%02d%02d%03d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        time.getNano() / 1_000_000);
    }

    public static Optional<SegmentId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? ofParts(parts, parts, 4) : Optional.empty();
    }

    /** {@code %Y-%m-%d/%H-%M-%S-{ms}.mp4} below the stream's directory. */
    public Path path(Path streamDirectory) {
        LocalDateTime time = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        return streamDirectory
                .resolve(directoryName(start))
                .resolve(
                        "%02d-%02d-%02d-%03d.mp4"
                                .formatted(
                                        time.getHour(),
                                        time.getMinute(),
                                        time.getSecond(),
                                        time.getNano() / 1_000_000));
    }

    /** Name of the directory with the segments that begin on the day of {@code time}. */
    static String directoryName(Instant time) {
        LocalDateTime day = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return "%04d-%02d-%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** The id that goes with a file, or empty when a file of this name is no segment. */
    static Optional<SegmentId> ofFile(String directoryName, String fileName) {
        Matcher day = DIRECTORY.matcher(directoryName);
        Matcher time = FILE.matcher(fileName);
        return day.matches() && time.matches() ? ofParts(day, time, 1) : Optional.empty();
    }

    private static Optional<SegmentId> ofParts(Matcher day, Matcher time, int hourGroup) {
        try {
            return Optional.of(
                    new SegmentId(
                            LocalDateTime.of(
                                            number(day, 1),
                                            number(day, 2),
                                            number(day, 3),
                                            number(time, hourGroup),
                                            number(time, hourGroup + 1),
                                            number(time, hourGroup + 2),
                                            number(time, hourGroup + 3) * 1_000_000)
                                    .toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    SegmentId next() {
        return new SegmentId(start.plusMillis(1));
    }

    @Override
    public int compareTo(SegmentId other) {
        return start.compareTo(other.start);
    }

    @Override
    public String toString() {
        return text();
    }
}
