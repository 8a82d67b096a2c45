package io.sightline.server.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an account is. Written in lower case, in the API and in rows. */
public enum Role {
    /** Sees own cameras and those granted. */
    USER,
    /** A user with channels to broadcast on. */
    CREATOR,
    /** Sees, adds, changes and deletes all cameras. */
    MODERATOR,
    /** May do everything. */
    ADMINISTRATOR;

    /** Whether who has this role may do what {@code wanted} asks for. */
    public boolean includes(Role wanted) {
        return switch (wanted) {
            case USER -> true;
            case CREATOR -> this == CREATOR || this == ADMINISTRATOR;
            case MODERATOR -> this == MODERATOR || this == ADMINISTRATOR;
            case ADMINISTRATOR -> this == ADMINISTRATOR;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such role
     */
    @JsonCreator
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
