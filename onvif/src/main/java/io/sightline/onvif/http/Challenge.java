package io.sightline.onvif.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110 §11.6.1).
 *
 * @param scheme in lower case: {@code basic}, {@code digest}, …
 * @param parameters names in lower case, values unquoted
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MAX_HEADER_LENGTH = 8 << 10;

    /** Name and value, or a word alone, which is the scheme of the next challenge. */
    private static final Pattern WORD =
            Pattern.compile(
                    "(?<name>[^\\s,;=\"]++)\\s*+=\\s*+"
                            + "(?:\"(?<quoted>(?:[^\"\\\\]++|\\\\.)*+)\"?|(?<token>[^\\s,;\"]*+))"
                            + "|(?<scheme>[^\\s,;=\"]++)");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** All challenges in one header value; what cannot be read is left out. */
    static List<Challenge> parse(String header) {
        List<Challenge> challenges = new ArrayList<>();
        if (header.length() > MAX_HEADER_LENGTH) {
            return challenges;
        }
        String scheme = "";
        Map<String, String> parameters = new HashMap<>();
        Matcher word = WORD.matcher(header);
        while (word.find()) {
            if (word.group("scheme") == null) {
                parameters.putIfAbsent(word.group("name").toLowerCase(Locale.ROOT), value(word));
                continue;
            }
            if (!scheme.isEmpty()) {
                challenges.add(new Challenge(scheme, parameters));
            }
            scheme = word.group("scheme").toLowerCase(Locale.ROOT);
            parameters = new HashMap<>();
        }
        if (!scheme.isEmpty()) {
            challenges.add(new Challenge(scheme, parameters));
        }
        return challenges;
    }

    private static String value(Matcher word) {
        String quoted = word.group("quoted");
        return quoted == null ? word.group("token") : quoted.replaceAll("\\\\(.)", "$1");
    }
}
