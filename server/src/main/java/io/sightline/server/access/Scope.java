package io.sightline.server.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an API key may be used for, within what its account may do. */
public enum Scope {
    VIEW,
    PLAYBACK,
    CONTROL,
    EXPORT,
    MANAGE_CAMERAS,
    MANAGE_USERS,
    AUDIT,
    METRICS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when there is no such scope
     */
    @JsonCreator
    public static Scope of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
