package io.sightline.server.onboarding;

import io.sightline.server.onboarding.FoundDevice.Failure;

/** A step that came to nothing, with a sentence for the person who looks after the camera. */
final class OnboardingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String detail;
    private final boolean passing;

    /**
     * @param type last part of the problem's type
     * @param passing whether it may be otherwise in a second: a wrong password is not, and trying
     *     it again locks the account
     */
    OnboardingException(String type, String detail, boolean passing) {
        super(type + ": " + detail);
        this.type = type;
        this.detail = detail;
        this.passing = passing;
    }

    Failure failure() {
        return new Failure(type, detail);
    }

    boolean passing() {
        return passing;
    }
}
