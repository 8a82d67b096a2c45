package io.sightline.media.segment;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one segment of a stream: the millisecond in which it begins, made unique by moving it on
 * where two segments would share it. It is part of media URLs and says where the file lies, so that
 * no table is needed to get from one to the other, and no name from outside can leave its volume.
 */
public record SegmentId(Instant start) implements Comparable<SegmentId> {

    private static final Pattern STREAM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final long DAY_MILLIS = 86_400_000;
    private static final int TEXT_LENGTH = 18;
    private static final int DIRECTORY_LENGTH = 10;
    private static final int FILE_LENGTH = 16;

    public SegmentId {
        start = start.truncatedTo(ChronoUnit.MILLIS);
        if (start.isBefore(Instant.EPOCH) || start.isAfter(LAST)) {
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
        if (text.length() != TEXT_LENGTH || text.charAt(8) != 'T') {
            return Optional.empty();
        }
        return Day.of(number(text, 0, 4), number(text, 4, 2), number(text, 6, 2))
                .flatMap(
                        day ->
                                day.at(
                                        number(text, 9, 2),
                                        number(text, 11, 2),
                                        number(text, 13, 2),
                                        number(text, 15, 3)));
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

    /** The day that a directory's name stands for; written for scans of many files. */
    record Day(long epochMillis) {

        static Optional<Day> parse(String directoryName) {
            boolean dashed =
                    directoryName.length() == DIRECTORY_LENGTH
                            && directoryName.charAt(4) == '-'
                            && directoryName.charAt(7) == '-';
            return dashed
                    ? of(
                            number(directoryName, 0, 4),
                            number(directoryName, 5, 2),
                            number(directoryName, 8, 2))
                    : Optional.empty();
        }

        private static Optional<Day> of(int year, int month, int day) {
            try {
                return year < 1970
                        ? Optional.empty()
                        : Optional.of(
                                new Day(LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** The id that goes with a file, or empty when a file of this name is no segment. */
        Optional<SegmentId> segment(String fileName) {
            boolean ours =
                    fileName.length() == FILE_LENGTH
                            && fileName.charAt(2) == '-'
                            && fileName.charAt(5) == '-'
                            && fileName.charAt(8) == '-'
                            && fileName.endsWith(".mp4");
            return ours
                    ? at(
                            number(fileName, 0, 2),
                            number(fileName, 3, 2),
                            number(fileName, 6, 2),
                            number(fileName, 9, 3))
                    : Optional.empty();
        }

        private Optional<SegmentId> at(int hour, int minute, int second, int milli) {
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
                return Optional.empty();
            }
            long seconds = (hour * 60L + minute) * 60 + second;
            return milli < 0
                    ? Optional.empty()
                    : Optional.of(
                            new SegmentId(
                                    Instant.ofEpochMilli(epochMillis + seconds * 1000 + milli)));
        }
    }

    /** The decimal number in {@code length} characters, or -1 when there is something else. */
    private static int number(String text, int from, int length) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
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
