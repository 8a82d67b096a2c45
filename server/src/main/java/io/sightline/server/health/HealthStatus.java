package io.sightline.server.health;

import java.util.Arrays;
import java.util.Locale;

/** How a camera is. */
enum HealthStatus {
    /** Not looked at yet, or not often enough to tell. */
    UNKNOWN,
    /** It answers, and delivers its picture where somebody wants it. */
    ONLINE,
    /** It answers, and its picture, which somebody wants, does not come. */
    ONLINE_WITHOUT_PICTURE,
    /** It does not answer. */
    OFFLINE;

    /** {@code online-without-picture}, …: the form used in JSON and in the database. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static HealthStatus of(String slug) {
        return Arrays.stream(values())
                .filter(status -> status.slug().equals(slug))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
