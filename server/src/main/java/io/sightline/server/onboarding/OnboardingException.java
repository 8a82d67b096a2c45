package io.sightline.server.onboarding;

import io.sightline.server.onboarding.FoundDevice.Failure;
import io.sightline.server.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A step that came to nothing, with a sentence for the person who looks after the camera. */
final class OnboardingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Type of the failure when every channel of the device is a camera already. */
    static final String EXISTS = "camera-exists";

    /** Type of the failure when nothing was answered at all. */
    static final String UNREACHABLE = "unreachable";

    private final String type;
    private final String detail;
    private final boolean passing;
    private final @Nullable String cameraId;

    /**
     * @param type last part of the problem's type
     * @param passing whether it may be otherwise in a second: a wrong password is not, and trying
     *     it again locks the account
     */
    OnboardingException(String type, String detail, boolean passing) {
        this(type, detail, passing, null);
    }

    /**
     * @param cameraId of the camera that is there already
     */
    OnboardingException(String type, String detail, boolean passing, @Nullable String cameraId) {
        super(type + ": " + detail);
        this.type = type;
        this.detail = detail;
        this.passing = passing;
        this.cameraId = cameraId;
    }

    Failure failure() {
        return new Failure(type, detail);
    }

    /** For who asked for it and is still there. */
    ProblemException problem() {
        ProblemException problem = problem(failure());
        if (cameraId != null) {
            problem.getBody().setProperty("id", cameraId);
        }
        return problem;
    }

    /** 409 for what is there already, else 422. */
    static ProblemException problem(Failure failure) {
        boolean there = failure.type().equals(EXISTS);
        return new ProblemException(
                there ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                failure.type(),
                there ? "The camera is there already" : "The device could not be added",
                failure.detail());
    }

    /** Whether there may be nobody. */
    boolean silent() {
        return type.equals(UNREACHABLE);
    }

    boolean passing() {
        return passing;
    }
}
