package io.sightline.server.camera;

import io.sightline.server.web.ProblemException;
import org.springframework.http.HttpStatus;

/**
 * What is wrong with a {@link CameraForm}.
 *
 * @param field of the form
 * @param detail a sentence for a person, never with a password in it
 */
record Mistake(String field, String detail) {

    ProblemException problem() {
        return switch (field) {
            case "name" -> problem("invalid-camera-name", "Not a camera name");
            case "url", "subUrl", "streams" ->
                    problem("invalid-camera-url", "Not a camera address");
            default -> problem("invalid-camera", "Not a camera");
        };
    }

    private ProblemException problem(String slug, String title) {
        ProblemException problem =
                new ProblemException(HttpStatus.BAD_REQUEST, slug, title, detail);
        problem.getBody().setProperty("field", field);
        return problem;
    }
}
