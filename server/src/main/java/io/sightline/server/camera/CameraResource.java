package io.sightline.server.camera;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.ProbeResult.ProbedTrack;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.StreamStatusJson;
import io.sightline.server.stream.TrackJson;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras}. */
@RestController
@RequestMapping("/api/v1/cameras")
class CameraResource {

    private final Cameras cameras;
    private final CameraProbe probe;
    private final StreamDirectory streams;

    CameraResource(Cameras cameras, CameraProbe probe, StreamDirectory streams) {
        this.cameras = cameras;
        this.probe = probe;
        this.streams = streams;
    }

    /** A camera to be added; it is recorded unless it says otherwise. */
    record NewCamera(@Nullable String name, @Nullable String url, @Nullable Boolean record) {}

    /** What is to be changed of a camera; what is null stays. */
    record CameraChange(@Nullable String name, @Nullable String url, @Nullable Boolean record) {}

    /** An address to be tried. */
    record ProbeRequest(@Nullable String url) {}

    /** What a camera offers. */
    record Offer(List<TrackJson> tracks) {}

    @GetMapping
    Page<CameraJson> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        Optional<CameraCursor> after =
                Optional.ofNullable(cursor)
                        .map(text -> CameraCursor.parse(text).orElseThrow(Page::invalidCursor));
        List<Camera> following = cameras.page(after, Page.checkedLimit(limit) + 1);
        boolean more = following.size() > limit;
        List<Camera> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().map(this::json).toList(),
                more ? CameraCursor.after(page.getLast()).toString() : null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CameraJson> add(@RequestBody NewCamera camera) {
        boolean record = camera.record() == null || camera.record();
        Camera added = cameras.add(camera.name(), camera.url(), record);
        return ResponseEntity.created(URI.create("/api/v1/cameras/" + added.id()))
                .body(json(added));
    }

    @GetMapping("/{id}")
    CameraJson get(@PathVariable String id) {
        return json(cameras.get(id));
    }

    @PatchMapping("/{id}")
    CameraJson change(@PathVariable String id, @RequestBody CameraChange change) {
        return json(cameras.change(id, change.name(), change.url(), change.record()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        cameras.delete(id);
    }

    /** Connects to a camera that is not added yet. */
    @PostMapping("/probe")
    Offer probe(@RequestBody ProbeRequest request) throws InterruptedException {
        CameraAddress address = Cameras.validAddress(request.url());
        return switch (probe.probe(address.rtsp())) {
            case ProbeResult.Found found ->
                    new Offer(found.tracks().stream().map(CameraResource::json).toList());
            case ProbeResult.Failed failed -> throw problem(failed.failure());
        };
    }

    private static TrackJson json(ProbedTrack track) {
        return track.format()
                .map(TrackJson::of)
                .orElseGet(
                        () -> TrackJson.unknown(track.video() ? "video" : "audio", track.codec()));
    }

    private static ProblemException problem(StreamFailure failure) {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                failure.type().slug(),
                "The camera can't be used",
                failure.detail());
    }

    private CameraJson json(Camera camera) {
        return CameraJson.of(
                camera,
                camera.streams().stream()
                        .filter(stream -> stream.role().equals(CameraStream.MAIN))
                        .findFirst()
                        .flatMap(stream -> streams.find(stream.name()))
                        .map(Stream::status)
                        .map(StreamStatusJson::of)
                        .orElseGet(
                                () ->
                                        new StreamStatusJson(
                                                "idle", camera.createdAt(), null, null)));
    }
}
