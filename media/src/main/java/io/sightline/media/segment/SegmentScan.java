package io.sightline.media.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the segments of a volume by the names of its files, which is all that has to be read to
 * find that an index is complete: a directory's entries come by the hundred, a file's own data one
 * by one.
 */
public final class SegmentScan {

    private SegmentScan() {}

    /** The streams that have a directory, in no order. */
    public static List<String> streams(Volume volume) throws IOException {
        List<String> streams = new ArrayList<>();
        for (Path entry : entries(volume.directory())) {
            String name = entry.getFileName().toString();
            if (SegmentId.isStreamName(name) && Files.isDirectory(entry)) {
                streams.add(name);
            }
        }
        return streams;
    }

    /** The segments of a stream, oldest first. Files of other names are passed over. */
    public static List<SegmentId> segments(Volume volume, String stream) throws IOException {
        List<SegmentId> found = new ArrayList<>();
        for (Path day : entries(volume.streamDirectory(stream))) {
            Optional<SegmentId.Day> parsed = SegmentId.Day.parse(day.getFileName().toString());
            if (parsed.isPresent()) {
                for (Path file : entries(day)) {
                    parsed.get().segment(file.getFileName().toString()).ifPresent(found::add);
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** What a directory holds; nothing where it has just been removed. */
    private static List<Path> entries(Path directory) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            return entries;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
