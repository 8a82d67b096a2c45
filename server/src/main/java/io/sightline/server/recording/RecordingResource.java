package io.sightline.server.recording;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Right;
import io.sightline.server.access.Rights;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/recordings}: what is recorded of a stream, and when. */
@RestController
@RequestMapping("/api/v1/recordings")
class RecordingResource {

    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    private final Recordings recordings;
    private final Rights rights;
    private final InstantSource clock;

    RecordingResource(Recordings recordings, Rights rights, InstantSource clock) {
        this.recordings = recordings;
        this.rights = rights;
        this.clock = clock;
    }

    /** Recorded spans, and gaps with their reasons; the last hour when no time is named. */
    @GetMapping
    RecordedTime between(
            Caller caller,
            @RequestParam String stream,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        requireRight(caller, stream);
        TimeRange range =
                TimeRange.of(from, to, clock.instant(), LONGEST_RANGE)
                        .orElseThrow(RecordingResource::invalidRange);
        return recordings.between(stream, range.from(), range.to());
    }

    private static ProblemException invalidRange() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-time-range",
                "Not a range of time",
                "from and to are ISO 8601 times, to after from, 400 days at most.");
    }

    /**
     * A day on which something was recorded.
     *
     * @param day UTC
     */
    record RecordedDay(LocalDate day, long seconds, long bytes) {}

    /** Days with recordings, oldest first. */
    @GetMapping("/days")
    Page<RecordedDay> days(Caller caller, @RequestParam String stream) {
        requireRight(caller, stream);
        List<RecordedDay> days =
                recordings.days(stream).stream()
                        .map(
                                day ->
                                        new RecordedDay(
                                                LocalDate.ofEpochDay(day.day()),
                                                day.micros() / 1_000_000,
                                                day.bytes()))
                        .toList();
        return new Page<>(days, null);
    }

    /** Who may play it or take it away may know what there is. */
    private void requireRight(Caller caller, String stream) {
        if (!rights.seesStream(caller, stream)) {
            throw ProblemException.notFound("stream", stream);
        }
        if (!rights.may(caller, Right.PLAYBACK, stream)
                && !rights.may(caller, Right.EXPORT, stream)) {
            throw ProblemException.forbidden("The recordings of this stream are not yours.");
        }
    }
}
