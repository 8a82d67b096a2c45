package io.sightline.server.camera;

import io.sightline.server.web.ProblemException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What is to become of a camera's recordings when it is deleted. */
enum KeptRecordings {
    /** They are there again should a camera with the same streams be added. */
    KEEP,
    DELETE;

    /** What people have recorded is kept unless they say otherwise. */
    static KeptRecordings of(@Nullable String word) {
        if (word == null) {
            return KEEP;
        }
        return Stream.of(values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        HttpStatus.BAD_REQUEST,
                                        "invalid-recordings",
                                        "Not a fate for recordings",
                                        "Recordings are kept (keep) or deleted (delete)."));
    }

    /** For whoever deleted the camera. */
    String sentence() {
        return "What was recorded of it is " + outcome() + ".";
    }

    /** As the audit log says it. */
    String outcome() {
        return switch (this) {
            case KEEP -> "kept";
            case DELETE -> "deleted";
        };
    }
}
