package io.sightline.server.stream;

import io.sightline.media.stream.Stream;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
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
    private final Rights rights;
    private final StreamRecordings recordings;

    StreamResource(
            StreamDirectory directory, Rights rights, ObjectProvider<StreamRecordings> recordings) {
        this.directory = directory;
        this.rights = rights;
        this.recordings = recordings.getIfAvailable(() -> name -> StreamRecording.NONE);
    }

    @GetMapping
    Page<StreamJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        String after = cursor == null ? "" : cursor;
        List<StreamDefinition> following =
                directory.definitions().stream()
                        .filter(definition -> definition.name().compareTo(after) > 0)
                        .filter(definition -> rights.seesStream(caller, definition.name()))
                        .limit(Page.checkedLimit(limit) + 1L)
                        .toList();
        boolean more = following.size() > limit;
        List<StreamDefinition> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().flatMap(definition -> json(definition, caller).stream()).toList(),
                more ? page.getLast().name() : null);
    }

    @GetMapping("/{name}")
    StreamJson get(Caller caller, @PathVariable String name) {
        return directory
                .definition(name)
                .filter(definition -> rights.seesStream(caller, name))
                .flatMap(definition -> json(definition, caller))
                .orElseThrow(() -> ProblemException.notFound("stream", name));
    }

    /** Who else watches is for those who look after all cameras. */
    private Optional<StreamJson> json(StreamDefinition definition, Caller caller) {
        return directory
                .find(definition.name())
                .map(Stream::status)
                .map(
                        status ->
                                StreamJson.of(
                                        definition,
                                        status,
                                        recordings.of(definition.name()),
                                        caller.seesAllCameras()));
    }
}
