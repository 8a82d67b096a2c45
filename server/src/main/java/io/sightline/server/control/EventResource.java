package io.sightline.server.control;

import io.sightline.server.access.Caller;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.DeviceAccess;
import io.sightline.server.database.Database;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/{id}/events}: what a camera reports. */
@RestController
@RequestMapping("/api/v1/cameras/{id}/events")
class EventResource {

    private final CameraDevices devices;
    private final EventLog events;
    private final EventWatches watches;
    private final WatchedCameras watched;
    private final Database database;
    private final AuditLog audit;

    EventResource(
            CameraDevices devices,
            EventLog events,
            EventWatches watches,
            WatchedCameras watched,
            Database database,
            AuditLog audit) {
        this.devices = devices;
        this.events = events;
        this.watches = watches;
        this.watched = watched;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What was heard, and how listening goes.
     *
     * @param items newest first
     * @param next what to ask for those before with ({@code ?cursor=}), null at the end: the id of
     *     the last one, as any event's id may be
     * @param problem why nothing is heard; null when it is
     * @param always whether the camera is listened to also while nobody asks
     */
    record CameraEvents(
            List<CameraEvent> items,
            @Nullable String next,
            EventState state,
            @Nullable EventProblem problem,
            boolean always) {}

    /** A problem's type and its sentence. */
    record EventProblem(String type, String detail) {}

    /** Whether the camera is to be listened to also while nobody asks. */
    record EventSetting(@Nullable Boolean always) {}

    /** Asking has the camera listened to for two minutes. */
    @GetMapping
    CameraEvents get(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        var _ = devices.watched(caller, id);
        int size = Page.checkedLimit(limit);
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        EventWatch watch = watches.ask(id);
        List<CameraEvent> found = events.before(id, before, size + 1);
        boolean more = found.size() > size;
        List<CameraEvent> page = more ? found.subList(0, size) : found;
        return new CameraEvents(
                page,
                more ? page.getLast().id() : null,
                watch.state(),
                watch.problem().map(EventResource::failure).orElse(null),
                watched.contains(id));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw Page.invalidCursor();
        }
    }

    private static EventProblem failure(ProblemException problem) {
        URI type = problem.getBody().getType();
        return new EventProblem(
                String.valueOf(type),
                Optional.ofNullable(problem.getBody().getDetail()).orElse(""));
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(Caller caller, @PathVariable String id, @RequestBody EventSetting setting) {
        DeviceAccess camera = devices.controlled(caller, id);
        Boolean always = setting.always();
        if (always == null) {
            throw DeviceProblems.invalid("Say whether always: true or false.");
        }
        database.transaction(
                () -> {
                    if (watched.set(id, always)) {
                        audit.append(
                                caller.actor(),
                                Action.CAMERA_CHANGE,
                                Target.camera(id, camera.name()),
                                Outcome.SUCCESS,
                                Map.of("events", always ? "always" : "when asked for"));
                    }
                });
        watches.follow();
    }
}
