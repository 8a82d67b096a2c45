package io.sightline.server.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do with a camera. Written in lower case, in the API and in rows. */
public enum Right {
    /** Watch it live. */
    VIEW,
    /** Watch what was recorded. */
    PLAYBACK,
    /** Turn it, change its picture. */
    CONTROL,
    /** Take recordings away as files. */
    EXPORT;

    /** The scope that an API key needs for it. */
    public Scope scope() {
        return switch (this) {
            case VIEW -> Scope.VIEW;
            case PLAYBACK -> Scope.PLAYBACK;
            case CONTROL -> Scope.CONTROL;
            case EXPORT -> Scope.EXPORT;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is no such right
     */
    @JsonCreator
    public static Right of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Rights as a row holds them: words with commas between. */
    public static String words(Set<Right> rights) {
        return rights.stream().sorted().map(Right::word).collect(Collectors.joining(","));
    }

    /** The reverse of {@link #words}. */
    public static Set<Right> ofWords(String words) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (!words.isEmpty()) {
            Arrays.stream(words.split(",")).map(Right::of).forEach(rights::add);
        }
        return rights;
    }
}
