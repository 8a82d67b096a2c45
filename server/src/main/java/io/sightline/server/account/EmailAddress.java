package io.sightline.server.account;

import io.sightline.server.web.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An e-mail address as typed. What is really one, only a mail to it can tell. */
final class EmailAddress {

    /** RFC 5321 §4.5.3.1.3, with its brackets. */
    private static final int MAX_LENGTH = 254;

    private static final Pattern SHAPE = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

    private EmailAddress() {}

    /**
     * @return stripped; empty for none
     * @throws ProblemException when no mail could be sent to it
     */
    static String checked(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        boolean fits = stripped.length() <= MAX_LENGTH && SHAPE.matcher(stripped).matches();
        if (!stripped.isEmpty() && !fits) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-email",
                    "Not an e-mail address",
                    "An e-mail address looks like name@example.org.");
        }
        return stripped;
    }

    /** Under which it is looked up: case matters to no mail server of today. */
    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
