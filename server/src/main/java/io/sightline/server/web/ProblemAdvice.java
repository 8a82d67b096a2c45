package io.sightline.server.web;

import java.net.URI;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the API is a problem (RFC 9457) with a type of ours. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final URI NO_TYPE = URI.create("about:blank");

    /** What Spring refuses by itself gets its type from the status: {@code not-found}, … */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && isUntyped(problem)) {
            problem.setType(URI.create(ProblemException.TYPE_PREFIX + slug(status)));
        }
        HttpHeaders typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, typed, status);
    }

    private static boolean isUntyped(ProblemDetail problem) {
        return problem.getType() == null || problem.getType().equals(NO_TYPE);
    }

    private static String slug(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null
                ? "error"
                : known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }

    /** A body grew too large while it was read: {@link RequestGate}. */
    @ExceptionHandler(HttpException.RuntimeException.class)
    ResponseEntity<ProblemDetail> tooLarge(HttpException.RuntimeException failure) {
        ProblemDetail problem =
                ProblemException.problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "body-too-large",
                        "Too large",
                        "The body is larger than the server takes.");
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<ProblemDetail> unexpected(RuntimeException failure, WebRequest request) {
        log.error("[http:{}] {}", request.getDescription(false), failure.toString(), failure);
        ProblemDetail problem =
                ProblemException.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "A mistake of the server",
                        "The server's log says more.");
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
