package io.sightline.server.camera;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a camera's streams are called: by default {@code cam_{ip}_ch{channel}_{subtype}}, with {@code
 * _} for whatever a name can't hold.
 */
record StreamNaming(String template) {

    private static final int MAX_LENGTH = 100;
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-]{1,%d}".formatted(MAX_LENGTH));
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_-]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    private static final Set<String> KNOWN = Set.of("{ip}", "{channel}", "{subtype}");

    StreamNaming {
        PLACEHOLDER
                .matcher(template)
                .results()
                .map(result -> result.group())
                .filter(placeholder -> !KNOWN.contains(placeholder))
                .findFirst()
                .ifPresent(
                        unknown -> {
                            throw new IllegalArgumentException(
                                    "camera.stream.naming knows {ip}, {channel} and {subtype}, not "
                                            + unknown);
                        });
        if (template.isBlank()) {
            throw new IllegalArgumentException("camera.stream.naming must not be empty");
        }
    }

    /**
     * A name that is not in {@code taken}: cameras behind one address are told apart by a number.
     */
    String name(String host, int channel, String subtype, Set<String> taken) {
        return name(host, channel, subtype, taken::contains);
    }

    /** As {@link #name(String, int, String, Set)}. */
    String name(String host, int channel, String subtype, Predicate<String> taken) {
        String name =
                template.replace("{ip}", host)
                        .replace("{channel}", Integer.toString(channel))
                        .replace("{subtype}", subtype);
        name = cut(NOT_IN_NAMES.matcher(name).replaceAll("_"), MAX_LENGTH);
        return taken.test(name) ? numbered(name, taken) : name;
    }

    /** Whether a stream may be called so: it stands in addresses and is a folder's name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The name with a number that makes it one of its own: the first, where all numbers up to it
     * are taken. Found by halving, as a site with thousands of cameras may have one address.
     */
    static String numbered(String name, Predicate<String> taken) {
        int used = 1;
        int free = 2;
        while (taken.test(numbered(name, free))) {
            used = free;
            free *= 2;
        }
        while (free - used > 1) {
            int between = (used + free) >>> 1;
            if (taken.test(numbered(name, between))) {
                used = between;
            } else {
                free = between;
            }
        }
        return numbered(name, free);
    }

    private static String numbered(String name, int number) {
        String suffix = "_" + number;
        return cut(name, MAX_LENGTH - suffix.length()) + suffix;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
