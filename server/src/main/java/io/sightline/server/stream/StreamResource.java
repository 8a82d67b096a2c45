package io.sightline.server.stream;

import io.sightline.media.stream.Stream;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/streams}: what flows, how well, and who watches. */
@RestController
@RequestMapping("/api/v1/streams")
class StreamResource {

    private final StreamDirectory directory;
    private final StreamRecordings recordings;

    StreamResource(StreamDirectory directory, ObjectProvider<StreamRecordings> recordings) {
        this.directory = directory;
        this.recordings = recordings.getIfAvailable(() -> name -> StreamRecording.NONE);
    }

    @GetMapping
    Page<StreamJson> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        String after = cursor == null ? "" : cursor;
        List<StreamDefinition> following =
                directory.definitions().stream()
                        .filter(definition -> definition.name().compareTo(after) > 0)
                        .limit(Page.checkedLimit(limit) + 1L)
                        .toList();
        boolean more = following.size() > limit;
        List<StreamDefinition> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().flatMap(definition -> json(definition).stream()).toList(),
                more ? page.getLast().name() : null);
    }

    @GetMapping("/{name}")
    StreamJson get(@PathVariable String name) {
        return directory
                .definition(name)
                .flatMap(this::json)
                .orElseThrow(() -> ProblemException.notFound("stream", name));
    }

    private Optional<StreamJson> json(StreamDefinition definition) {
        return directory
                .find(definition.name())
                .map(Stream::status)
                .map(status -> StreamJson.of(definition, status, recordings.of(definition.name())));
    }
}
