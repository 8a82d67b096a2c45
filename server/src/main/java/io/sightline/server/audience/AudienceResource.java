package io.sightline.server.audience;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.audience.AudienceLog.CameraWatched;
import io.sightline.server.audience.AudienceLog.Point;
import io.sightline.server.audience.AudienceLog.Step;
import io.sightline.server.stream.StreamDefinition;
import io.sightline.server.stream.StreamDirectory;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/health/views}: how many watched when, and which cameras most. */
@RestController
class AudienceResource {

    private static final Duration USUAL = Duration.ofHours(24);

    /** Longer than that nobody can tell minutes from each other on a chart. */
    private static final Duration BY_MINUTE = Duration.ofHours(6);

    private static final int MOST_CAMERAS = 50;

    private final AudienceMeter meter;
    private final AudienceLog history;
    private final StreamDirectory streams;
    private final Rights rights;
    private final InstantSource clock;

    AudienceResource(
            AudienceMeter meter,
            AudienceLog history,
            StreamDirectory streams,
            Rights rights,
            InstantSource clock) {
        this.meter = meter;
        this.history = history;
        this.streams = streams;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * @param step {@code minute} or {@code hour}: how far points are apart
     * @param points oldest first, each with the most viewers at a time; where one is missing the
     *     server did not run
     * @param cameras the most watched first, in whole hours
     */
    record Views(String step, List<Point> points, List<CameraViews> cameras) {}

    /**
     * @param views that began
     * @param seconds of all viewers together
     */
    record CameraViews(String id, String name, long views, long seconds) {}

    @GetMapping("/api/v1/health/views")
    Views views(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant now = clock.instant();
        Instant end = to == null ? now : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        Duration asked = Duration.between(begin, end);
        if (!asked.isPositive() || asked.compareTo(AudienceLog.HOURS_KEPT) > 0) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-time-range",
                    "Not a range of time",
                    "from and to are ISO 8601 times, to after from, 400 days at most.");
        }
        meter.writeNow();
        boolean fine =
                asked.compareTo(BY_MINUTE) <= 0
                        && !begin.isBefore(now.minus(AudienceLog.MINUTES_KEPT));
        Step step = fine ? Step.MINUTE : Step.HOUR;
        return new Views(
                step.word(), history.points(step, begin, end), cameras(caller, begin, end));
    }

    private List<CameraViews> cameras(Caller caller, Instant from, Instant to) {
        Map<String, String> names =
                streams.definitions().stream()
                        .collect(
                                Collectors.toMap(
                                        StreamDefinition::cameraId,
                                        StreamDefinition::cameraName,
                                        (first, _) -> first));
        return history.cameras(from, to).stream()
                .filter(camera -> rights.sees(caller, camera.cameraId()))
                .filter(camera -> names.containsKey(camera.cameraId()))
                .limit(MOST_CAMERAS)
                .map(camera -> views(camera, names.getOrDefault(camera.cameraId(), "")))
                .toList();
    }

    private static CameraViews views(CameraWatched camera, String name) {
        return new CameraViews(
                camera.cameraId(), name, camera.watched().views(), camera.watched().seconds());
    }
}
