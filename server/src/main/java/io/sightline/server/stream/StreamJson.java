package io.sightline.server.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.StreamStatistics;
import io.sightline.media.stream.StreamStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A stream, as the API says it. */
record StreamJson(
        String name,
        String cameraId,
        String cameraName,
        String role,
        @JsonUnwrapped StreamStatusJson status,
        Recording recording,
        List<TrackJson> tracks,
        List<Viewer> viewers,
        StreamStatistics statistics) {

    /** {@link StreamRecording} with its state in lower case. */
    record Recording(
            String state,
            @Nullable Instant since,
            @Nullable Instant segmentFrom,
            long bytes,
            long gaps,
            @Nullable String lastError) {

        static Recording of(StreamRecording recording) {
            return new Recording(
                    lowerCase(recording.state()),
                    recording.since(),
                    recording.segmentFrom(),
                    recording.bytes(),
                    recording.gaps(),
                    recording.lastError());
        }
    }

    /** Somebody who watches. The server's own recorder is not a viewer. */
    record Viewer(String id, String kind, String address, Instant since) {
        static Viewer of(ReaderInfo reader) {
            return new Viewer(
                    reader.id(), lowerCase(reader.kind()), reader.address(), reader.since());
        }
    }

    static StreamJson of(
            StreamDefinition definition,
            StreamStatus status,
            StreamRecording recording,
            boolean withViewers) {
        return new StreamJson(
                status.name(),
                definition.cameraId(),
                definition.cameraName(),
                definition.role(),
                StreamStatusJson.of(status),
                Recording.of(recording),
                status.tracks().stream().map(TrackJson::of).toList(),
                status.readers().stream()
                        .filter(reader -> withViewers)
                        .filter(reader -> reader.kind() != ReaderInfo.Kind.RECORDER)
                        .map(Viewer::of)
                        .toList(),
                status.statistics());
    }

    private static String lowerCase(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
