package io.sightline.server.health;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.health.HealthJson.AlarmJson;
import io.sightline.server.health.HealthJson.CameraState;
import io.sightline.server.health.HealthJson.CameraStates;
import io.sightline.server.health.HealthJson.History;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/health/cameras} and {@code /api/v1/cameras/{id}/health}. */
@RestController
class CameraHealthResource {

    private static final int HISTORY = 200;

    private final CameraControl cameras;
    private final HealthBook book;
    private final HealthLog history;
    private final Rights rights;
    private final HealthProperties properties;
    private final InstantSource clock;

    CameraHealthResource(
            CameraControl cameras,
            HealthBook book,
            HealthLog history,
            Rights rights,
            HealthProperties properties,
            InstantSource clock) {
        this.cameras = cameras;
        this.book = book;
        this.history = history;
        this.rights = rights;
        this.properties = properties;
        this.clock = clock;
    }

    /** How the cameras are, in the order in which they were added. */
    @GetMapping("/api/v1/health/cameras")
    CameraStates list(
            Caller caller,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        checkStatus(status);
        int size = Page.checkedLimit(limit);
        Instant now = clock.instant();
        List<CameraState> all =
                cameras.all().stream()
                        .filter(camera -> rights.sees(caller, camera.id()))
                        .map(camera -> CameraState.of(camera, book.now(camera.id()), now))
                        .toList();
        List<CameraState> wanted =
                all.subList(cursor == null ? 0 : 1 + indexOf(all, cursor), all.size()).stream()
                        .filter(camera -> status == null || camera.status().equals(status))
                        .limit(size + 1L)
                        .toList();
        boolean more = wanted.size() > size;
        List<CameraState> page = more ? wanted.subList(0, size) : wanted;
        return new CameraStates(
                page,
                more ? page.getLast().cameraId() : null,
                counts(all),
                properties.interval().toSeconds());
    }

    /** A cursor is the id of the last camera of the page before. */
    private static int indexOf(List<CameraState> all, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).cameraId().equals(cursor)) {
                return i;
            }
        }
        throw Page.invalidCursor();
    }

    private static void checkStatus(@Nullable String status) {
        if (status != null
                && Arrays.stream(HealthStatus.values())
                        .noneMatch(known -> known.slug().equals(status))) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-health-status",
                    "Not a status",
                    "A camera is online, offline, online-without-picture or unknown.");
        }
    }

    private static Map<String, Integer> counts(List<CameraState> cameras) {
        Map<String, Integer> counts = new TreeMap<>();
        for (HealthStatus status : HealthStatus.values()) {
            counts.put(status.slug(), 0);
        }
        cameras.forEach(camera -> counts.merge(camera.status(), 1, Integer::sum));
        return counts;
    }

    /** How one camera is, and how it was. */
    @GetMapping("/api/v1/cameras/{id}/health")
    History history(Caller caller, @PathVariable String id) {
        Device camera =
                cameras.find(id)
                        .filter(found -> rights.sees(caller, found.id()))
                        .orElseThrow(() -> ProblemException.notFound("camera", id));
        Instant now = clock.instant();
        return new History(
                CameraState.of(camera, book.now(id), now),
                HealthJson.periods(history.periods(id, HISTORY), now),
                history.alarms(id, HISTORY).stream()
                        .map(alarm -> AlarmJson.of(alarm, now))
                        .toList());
    }
}
