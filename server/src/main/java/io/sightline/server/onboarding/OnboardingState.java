package io.sightline.server.onboarding;

import java.util.Locale;

/** How an onboarding stands. */
enum OnboardingState {
    /** Steps are being done; goes on by itself after a restart of the server. */
    RUNNING,
    /** Everything is known; somebody has to say that it is to be registered. */
    FOUND,
    DONE,
    /** Kept with its reason, to be tried again. */
    FAILED;

    /** As the API and the database say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnboardingState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
