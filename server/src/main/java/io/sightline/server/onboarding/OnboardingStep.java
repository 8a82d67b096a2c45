package io.sightline.server.onboarding;

import java.util.Locale;

/** What is being done; in this order. */
enum OnboardingStep {
    /** Does anything answer under the address? */
    REACH,
    /** What is it? */
    IDENTIFY,
    /** Which channels and streams does it have? */
    PROFILES,
    /** In which codecs? */
    CODECS,
    /** Does media really come? */
    MEDIA,
    /** Make it a camera. */
    REGISTER;

    /** As the API and the database say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OnboardingStep of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
