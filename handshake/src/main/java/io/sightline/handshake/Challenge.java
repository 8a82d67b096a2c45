package io.sightline.handshake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110 §11.6.1).
 *
 * @param scheme in lower case: {@code basic}, {@code digest}, …
 * @param parameters names in lower case, values unquoted
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MAX_HEADER_LENGTH = 8 << 10;
    private static final int MAX_PARAMETERS = 64;

    public Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Empty where there is none. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether only the nonce is said to be too old, and not the password to be wrong. */
    public boolean stale() {
        return parameter("stale").equalsIgnoreCase("true");
    }

    /** All challenges in one header value; what cannot be read is left out. */
    public static List<Challenge> parse(String header) {
        if (header.length() > MAX_HEADER_LENGTH) {
            return List.of();
        }
        return new Scanner(header).challenges();
    }

    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Challenge> challenges() {
            List<Challenge> challenges = new ArrayList<>();
            String scheme = "";
            Map<String, String> parameters = new LinkedHashMap<>();
            while (skipSeparators()) {
                String word = token();
                if (word.isEmpty()) {
                    at++;
                } else if (skipBlanks() && text.charAt(at) == '=') {
                    at++;
                    String value = value();
                    if (parameters.size() < MAX_PARAMETERS) {
                        parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value);
                    }
                } else {
                    // A word without '=' is the scheme of the next challenge.
                    if (!scheme.isEmpty()) {
                        challenges.add(new Challenge(scheme, parameters));
                    }
                    scheme = word.toLowerCase(Locale.ROOT);
                    parameters = new LinkedHashMap<>();
                }
            }
            if (!scheme.isEmpty()) {
                challenges.add(new Challenge(scheme, parameters));
            }
            return challenges;
        }

        private boolean skipSeparators() {
            while (at < text.length() && " \t,;".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length();
        }

        private boolean skipBlanks() {
            while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length();
        }

        private String token() {
            int start = at;
            while (at < text.length() && " \t,;=\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            if (!skipBlanks()) {
                return "";
            }
            if (text.charAt(at) != '"') {
                return token();
            }
            at++;
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }
    }
}
