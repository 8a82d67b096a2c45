package io.sightline.server.account.password;

import io.sightline.server.web.ProblemException;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What may be a password (NIST SP 800-63B §5.1.1.2): long enough, anything in it. */
public final class PasswordRules {

    private static final int MIN_LENGTH = 8;

    /** Hashing costs more with length, and no person types more. */
    public static final int MAX_LENGTH = 1_000;

    private PasswordRules() {}

    /**
     * @return {@code password}
     * @throws ProblemException when it can't be one
     */
    public static String checkedNew(@Nullable String password, String username) {
        if (password == null || password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw refused("A password has 8 to 1,000 characters.");
        }
        if (password.equalsIgnoreCase(username) || isOneCharacterRepeated(password)) {
            throw refused("This password is the first that anybody would try.");
        }
        return password;
    }

    /** Whether it is worth hashing: nobody has a longer one. */
    public static boolean mayBeOne(String password) {
        return !password.isEmpty() && password.length() <= MAX_LENGTH;
    }

    /** The same for every keyboard: é is one character or two. */
    static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static boolean isOneCharacterRepeated(String password) {
        return password.chars().distinct().count() == 1;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid-password", "Not a password", detail);
    }
}
