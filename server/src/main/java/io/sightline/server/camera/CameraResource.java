package io.sightline.server.camera;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.ProbeResult.ProbedTrack;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.stream.StreamFailure;
import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.stream.TrackJson;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import io.sightline.server.web.TimeCursor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private final CameraTemplates templates;
    private final CameraBulk bulk;
    private final Favourites favourites;
    private final CameraProbe probe;
    private final StreamDirectory streams;
    private final Rights rights;
    private final AuditLog audit;

    CameraResource(
            Cameras cameras,
            CameraTemplates templates,
            CameraBulk bulk,
            Favourites favourites,
            CameraProbe probe,
            StreamDirectory streams,
            Rights rights,
            AuditLog audit) {
        this.cameras = cameras;
        this.templates = templates;
        this.bulk = bulk;
        this.favourites = favourites;
        this.probe = probe;
        this.streams = streams;
        this.rights = rights;
        this.audit = audit;
    }

    /** An address to be tried. */
    record ProbeRequest(@Nullable String url) {}

    /** What a camera offers. */
    record Offer(List<TrackJson> tracks) {}

    /** What a camera is logged in to with; without a user name, with nothing. */
    record Credentials(@Nullable String username, @Nullable String password) {}

    @GetMapping
    Page<CameraJson> list(
            Caller caller,
            CameraSearch search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        Page.checkedLimit(limit);
        TimeCursor after = cursor == null ? TimeCursor.OLDEST : TimeCursor.parse(cursor);
        Set<String> liked = favourites.of(caller.accountId());
        List<Camera> following =
                cameras.all().stream()
                        .filter(camera -> after.isBefore(camera.createdAt(), camera.id()))
                        .filter(camera -> rights.sees(caller, camera.id()))
                        .filter(search.predicate(streams, camera -> liked.contains(camera.id())))
                        .limit(limit + 1L)
                        .toList();
        boolean more = following.size() > limit;
        List<Camera> page = more ? following.subList(0, limit) : following;
        return new Page<>(
                page.stream().map(camera -> json(caller, camera, liked)).toList(),
                more ? after(page.getLast()).toString() : null);
    }

    private static TimeCursor after(Camera camera) {
        return TimeCursor.after(camera.createdAt(), camera.id());
    }

    /** What there is to choose from, for whoever looks for a camera among many. */
    @GetMapping("/summary")
    CameraSummary summary(Caller caller) {
        return CameraSummary.of(
                cameras.all().stream().filter(camera -> rights.sees(caller, camera.id())).toList(),
                streams,
                favourites.of(caller.accountId()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CameraJson> add(Caller caller, @RequestBody CameraForm camera) {
        String id = cameras.add(caller.actor(), FormCheck.draft(camera, templates));
        return ResponseEntity.created(URI.create("/api/v1/cameras/" + id))
                .body(json(caller, cameras.get(id)));
    }

    /** The same for many cameras. */
    @PostMapping("/bulk")
    Page<CameraBulk.Item> bulk(Caller caller, @RequestBody CameraBulk.Form form) {
        return new Page<>(bulk.run(caller.actor(), form, id -> rights.sees(caller, id)), null);
    }

    @GetMapping("/{id}")
    CameraJson get(Caller caller, @PathVariable String id) {
        return json(caller, visible(caller, id));
    }

    @PatchMapping("/{id}")
    CameraJson change(Caller caller, @PathVariable String id, @RequestBody CameraForm change) {
        visible(caller, id);
        return json(caller, cameras.change(caller.actor(), id, change));
    }

    @PutMapping("/{id}/credentials")
    CameraJson changeCredentials(
            Caller caller, @PathVariable String id, @RequestBody Credentials credentials) {
        visible(caller, id);
        return json(
                caller,
                cameras.changeCredentials(
                        caller.actor(),
                        id,
                        FormCheck.credentials(credentials.username(), credentials.password())));
    }

    /**
     * Of a camera that is deleted and whose recordings could not be, tries again to delete them.
     *
     * @param recordings {@code keep} or {@code delete}
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String recordings) {
        KeptRecordings kept = KeptRecordings.of(recordings);
        if (kept == KeptRecordings.DELETE && cameras.find(id).isEmpty()) {
            cameras.removeRecordingsAgain(id);
            return;
        }
        visible(caller, id);
        cameras.delete(caller.actor(), id, kept);
    }

    @PutMapping("/{id}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void like(Caller caller, @PathVariable String id) {
        favourites.add(account(caller), visible(caller, id).id());
    }

    @DeleteMapping("/{id}/favourite")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlike(Caller caller, @PathVariable String id) {
        favourites.remove(account(caller), visible(caller, id).id());
    }

    private static String account(Caller caller) {
        if (caller.accountId().isEmpty()) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Not for you",
                    "Favourites are an account's; the launcher is none.");
        }
        return caller.accountId();
    }

    /** Connects to a camera that is not added yet. */
    @PostMapping("/probe")
    Offer probe(Caller caller, @RequestBody ProbeRequest request) throws InterruptedException {
        RtspAddress address = FormCheck.address(request.url());
        ProbeResult result = probe.probe(address);
        audit.append(
                caller.actor(),
                Action.CAMERA_PROBE,
                Target.SERVER,
                result instanceof ProbeResult.Found ? Outcome.SUCCESS : Outcome.FAILED,
                Map.of("address", address.host() + ":" + address.port()));
        return switch (result) {
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

    /** What one may not see is answered as if it was not there. */
    private Camera visible(Caller caller, String id) {
        return cameras.find(id)
                .filter(camera -> rights.sees(caller, id))
                .orElseThrow(() -> ProblemException.notFound("camera", id));
    }

    private CameraJson json(Caller caller, Camera camera) {
        return json(caller, camera, favourites.of(caller.accountId()));
    }

    private CameraJson json(Caller caller, Camera camera, Set<String> liked) {
        boolean owner = camera.ownerId().filter(caller.accountId()::equals).isPresent();
        return CameraJson.of(
                camera,
                streams,
                liked.contains(camera.id()),
                rights.on(caller, camera.id()),
                owner || caller.seesAllCameras());
    }
}
