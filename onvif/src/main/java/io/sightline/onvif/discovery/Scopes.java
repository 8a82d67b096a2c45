package io.sightline.onvif.discovery;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scope parameters (ONVIF Core §7.3.3): {@code onvif://www.onvif.org/name/Gate}. */
record Scopes(List<String> uris) {

    private static final String ROOT = "onvif://www.onvif.org/";
    private static final int MAX_VALUE = 256;

    static Scopes parse(String text) {
        return new Scopes(Arrays.stream(text.strip().split("\\s+")).limit(256).toList());
    }

    /** The first value of that kind, decoded. */
    Optional<String> first(String kind) {
        return all(kind).stream().findFirst();
    }

    List<String> all(String kind) {
        String prefix = (ROOT + kind + "/").toLowerCase(Locale.ROOT);
        return uris.stream()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(uri -> decoded(uri.substring(prefix.length())))
                .filter(value -> !value.isBlank() && value.length() <= MAX_VALUE)
                .toList();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}", "")
                    .strip();
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
