package io.sightline.server.picture;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Right;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Target;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.picture.CheckJson.Asked;
import io.sightline.server.picture.CheckJson.CameraPicture;
import io.sightline.server.picture.CheckJson.CameraPictures;
import io.sightline.server.picture.CheckJson.Day;
import io.sightline.server.picture.CheckJson.Days;
import io.sightline.server.picture.CheckJson.Look;
import io.sightline.server.picture.CheckJson.Looks;
import io.sightline.server.picture.CheckJson.Wish;
import io.sightline.server.picture.CheckLog.DayVerdict;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/health/pictures} and the pictures of {@code /api/v1/cameras/{id}}. */
@RestController
class PictureCheckResource {

    private static final int HISTORY = 100;
    private static final int MOST_DAYS = 366;

    private final CameraControl cameras;
    private final DailyCheck check;
    private final CheckLog history;
    private final Thumbnails thumbnails;
    private final Rights rights;
    private final ViewLog views;
    private final InstantSource clock;

    PictureCheckResource(
            CameraControl cameras,
            DailyCheck check,
            CheckLog history,
            Thumbnails thumbnails,
            Rights rights,
            ViewLog views,
            InstantSource clock) {
        this.cameras = cameras;
        this.check = check;
        this.history = history;
        this.thumbnails = thumbnails;
        this.rights = rights;
        this.views = views;
        this.clock = clock;
    }

    /** The cameras and the last look at each, in the order in which they were added. */
    @GetMapping("/api/v1/health/pictures")
    CameraPictures list(
            Caller caller,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        int size = Page.checkedLimit(limit);
        Map<String, CameraLook> last = history.last();
        List<CameraPicture> all =
                cameras.all().stream()
                        .filter(camera -> rights.sees(caller, camera.id()))
                        .map(camera -> picture(caller, camera, last.get(camera.id())))
                        .toList();
        List<CameraPicture> wanted =
                all.subList(cursor == null ? 0 : 1 + indexOf(all, cursor), all.size()).stream()
                        .filter(camera -> verdict == null || camera.verdict().equals(verdict))
                        .limit(size + 1L)
                        .toList();
        boolean more = wanted.size() > size;
        List<CameraPicture> page = more ? wanted.subList(0, size) : wanted;
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(camera -> counts.merge(camera.verdict(), 1, Integer::sum));
        return new CameraPictures(
                page,
                more ? page.getLast().cameraId() : null,
                counts,
                (int) all.stream().filter(CameraPicture::pending).count());
    }

    private CameraPicture picture(Caller caller, Device camera, @Nullable CameraLook last) {
        return CameraPicture.of(
                camera, check.isPending(camera.id()), last == null ? null : look(caller, last));
    }

    private Look look(Caller caller, CameraLook look) {
        boolean withPicture =
                look.seen().isPresent()
                        && rights.mayWithCamera(caller, Right.VIEW, look.cameraId())
                        && thumbnails.has(look.cameraId(), look.at());
        return Look.of(look, withPicture);
    }

    /** A cursor is the id of the last camera of the page before. */
    private static int indexOf(List<CameraPicture> all, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).cameraId().equals(cursor)) {
                return i;
            }
        }
        throw Page.invalidCursor();
    }

    /** How many of the caller's cameras got which verdict on each day, oldest first. */
    @GetMapping("/api/v1/health/pictures/days")
    Days days(Caller caller, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-days",
                    "Not a number of days",
                    "Ask for 1 to " + MOST_DAYS + " days.");
        }
        Instant from = clock.instant().minus(Duration.ofDays(days - 1L));
        Map<Long, Map<String, Integer>> counts = new TreeMap<>();
        for (DayVerdict verdict : history.days(from)) {
            if (rights.sees(caller, verdict.cameraId())) {
                counts.computeIfAbsent(verdict.day(), _ -> new TreeMap<>())
                        .merge(verdict.verdict().word(), 1, Integer::sum);
            }
        }
        return new Days(
                counts.entrySet().stream()
                        .map(
                                day ->
                                        new Day(
                                                LocalDate.ofEpochDay(day.getKey()).toString(),
                                                day.getValue()))
                        .toList());
    }

    /** Has one camera, or all of them, looked at now; what comes of it is told by the list. */
    @PostMapping("/api/v1/health/pictures/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked check(Caller caller, @RequestBody(required = false) @Nullable Wish wish) {
        List<String> wanted =
                wish == null || wish.cameraId() == null
                        ? cameras.all().stream()
                                .map(Device::id)
                                .filter(id -> rights.sees(caller, id))
                                .toList()
                        : List.of(seen(caller, wish.cameraId()).id());
        check.ask(wanted);
        return new Asked(wanted.size());
    }

    /** The last looks at one camera, newest first. */
    @GetMapping("/api/v1/cameras/{id}/pictures")
    Looks looks(Caller caller, @PathVariable String id) {
        Device camera = seen(caller, id);
        return new Looks(
                history.of(camera.id(), HISTORY).stream().map(look -> look(caller, look)).toList());
    }

    /** The thumbnail of the last look, or of that at a time. */
    @GetMapping(value = "/api/v1/cameras/{id}/picture.jpg")
    ResponseEntity<byte[]> thumbnail(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant at) {
        Device camera = seen(caller, id);
        if (!rights.mayWithCamera(caller, Right.VIEW, camera.id())) {
            throw ProblemException.forbidden("The picture of this camera is not yours to see.");
        }
        byte[] jpeg =
                history.of(camera.id(), HISTORY).stream()
                        .filter(look -> look.seen().isPresent())
                        .filter(look -> at == null || look.at().equals(at))
                        .findFirst()
                        .flatMap(look -> thumbnails.read(camera.id(), look.at()))
                        .orElseThrow(() -> ProblemException.notFound("picture", id));
        views.viewed(
                caller.actor(),
                Action.SNAPSHOT_VIEW,
                Target.camera(camera.id(), camera.name()),
                Map.of());
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg);
    }

    private Device seen(Caller caller, String id) {
        return cameras.find(id)
                .filter(camera -> rights.sees(caller, camera.id()))
                .orElseThrow(() -> ProblemException.notFound("camera", id));
    }
}
