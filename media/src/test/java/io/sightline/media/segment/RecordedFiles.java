package io.sightline.media.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.cmaf.Ffmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a test finds where something was recorded. */
final class RecordedFiles {

    private RecordedFiles() {}

    /** The files of a volume, oldest first. */
    static List<Path> in(Path volume) throws IOException {
        try (var found = Files.walk(volume)) {
            return found.filter(path -> path.toString().endsWith(".mp4")).sorted().toList();
        }
    }

    static List<SegmentHeader> headers(List<Path> files) throws IOException {
        List<SegmentHeader> headers = new ArrayList<>();
        for (Path file : files) {
            headers.add(SegmentFile.read(file).header());
        }
        return headers;
    }

    /** As ffprobe counts them. */
    static int videoFrames(List<Path> files) throws IOException {
        int frames = 0;
        for (Path file : files) {
            String count =
                    Ffmpeg.probe(
                            file,
                            "-select_streams",
                            "v",
                            "-count_packets",
                            "-show_entries",
                            "stream=nb_read_packets",
                            "-of",
                            "csv=p=0");
            frames += Integer.parseInt(count.strip().replace(",", ""));
        }
        return frames;
    }

    /** Each is decoded from its beginning to its end. */
    static void assertPlay(List<Path> files) {
        assertThat(files).isNotEmpty();
        files.forEach(Ffmpeg::decode);
    }
}
