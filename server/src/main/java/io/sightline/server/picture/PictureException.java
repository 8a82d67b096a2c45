package io.sightline.server.picture;

import io.sightline.media.stream.StreamFailure;
import io.sightline.server.web.MediaProblem;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Why there is no picture; the problem's type stays the same for ever. */
public final class PictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final transient MediaProblem problem;
    private final transient Optional<Duration> retryAfter;

    private PictureException(MediaProblem problem, Optional<Duration> retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static PictureException noSuchStream(String name) {
        return new PictureException(MediaProblem.noSuchStream(name), Optional.empty());
    }

    /** 409: it has no video, now or then, so that asking again is of no use. */
    static PictureException noVideo() {
        return refused(409, "no-picture", "No picture", "This stream has no video.");
    }

    /** 503: the camera does not deliver, for the reason that the stream tells. */
    static PictureException notDelivering(StreamFailure failure, Duration retryAfter) {
        return new PictureException(
                new MediaProblem(
                        503,
                        failure.type().slug(),
                        "The camera does not deliver",
                        failure.detail()),
                Optional.of(retryAfter));
    }

    static PictureException noMedia() {
        return unavailable(
                "no-media",
                "No media yet",
                "The stream has not delivered a picture in time.",
                SOON);
    }

    static PictureException busy() {
        return unavailable(
                "pictures-busy",
                "Too many pictures at once",
                "Other pictures are being decoded; there was no turn for this one in time.",
                SOON);
    }

    static PictureException undecodable() {
        return unavailable(
                "undecodable-picture",
                "Not decodable",
                "This picture could not be decoded; it may be damaged. The next one may do.",
                SOON);
    }

    static PictureException noDecoder() {
        return unavailable(
                "no-decoder",
                "No decoder",
                "There is no ffmpeg on the server to decode with.",
                LATER);
    }

    private static PictureException refused(int status, String slug, String title, String detail) {
        return new PictureException(
                new MediaProblem(status, slug, title, detail), Optional.empty());
    }

    private static PictureException unavailable(
            String slug, String title, String detail, Duration retryAfter) {
        return new PictureException(
                new MediaProblem(503, slug, title, detail), Optional.of(retryAfter));
    }

    public MediaProblem problem() {
        return problem;
    }

    /** When asking again may help. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The same for controllers. */
    public ProblemException asProblem() {
        ProblemException said =
                new ProblemException(
                        HttpStatus.valueOf(problem.status()),
                        problem.slug(),
                        problem.title(),
                        problem.detail());
        retryAfter.ifPresent(
                wait -> said.getHeaders().set("Retry-After", Long.toString(wait.toSeconds())));
        return said;
    }
}
