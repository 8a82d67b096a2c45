package io.sightline.server.web;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that says what went wrong (RFC 9457). Its type is {@code urn:sightline:problem:} and a
 * word that stays the same for ever; its detail is a sentence for a person.
 */
public final class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** What every problem type of ours begins with. */
    public static final String TYPE_PREFIX = "urn:sightline:problem:";

    public ProblemException(HttpStatus status, String slug, String title, String detail) {
        super(status, problem(status, slug, title, detail), null);
    }

    /** 404 for something that was asked for by its id or name. */
    public static ProblemException notFound(String kind, String id) {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                kind + "-not-found",
                "No such " + kind,
                "There is no " + kind + " \"" + id + "\".");
    }

    /** 403 for what is there, and seen, but not theirs to do. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", detail);
    }

    /** A refusal that ends by itself: says when to come back (RFC 9110 §10.2.3). */
    public static ProblemException tryLater(
            HttpStatus status, String slug, String title, String detail, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        ProblemException problem =
                new ProblemException(
                        status, slug, title, detail + " Try again in " + seconds + " s.");
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    static ProblemDetail problem(HttpStatus status, String slug, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE_PREFIX + slug));
        problem.setTitle(title);
        return problem;
    }
}
