package io.sightline.server.account;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import io.sightline.server.web.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A name to log in with. Letters of one script (or of scripts that are used together, UTS #39 §5.2
 * "highly restrictive"), digits and {@code . _ -}; never {@code @}, so that an e-mail address is
 * nobody's name.
 *
 * @param text as typed when it was chosen
 */
public record Username(String text) {

    private static final int MAX_LENGTH = 64;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._-]+");
    private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final SpoofChecker LOOKS =
            new SpoofChecker.Builder()
                    .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE)
                    .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
                    .build();

    /**
     * @throws ProblemException when it can't be anybody's
     */
    public static Username parse(@Nullable String text) {
        String typed = text == null ? "" : Normalizer2.getNFCInstance().normalize(text.strip());
        if (typed.length() > MAX_LENGTH
                || !ALLOWED.matcher(typed).matches()
                || typed.chars().noneMatch(UCharacter::isLetterOrDigit)) {
            throw refused("A username has 1 to 64 letters, digits, dots, dashes or underscores.");
        }
        if (LOOKS.failsChecks(typed)) {
            throw refused("The letters of this username are of scripts that do not go together.");
        }
        return new Username(typed);
    }

    /**
     * What it looks like: two names with the same key are told apart by no reader (UTS #39 §4).
     * Folded again at the end, as some skeletons hold capitals.
     */
    String key() {
        return key(text);
    }

    /** The key under which a name that somebody typed would be stored. */
    static String key(String typed) {
        return FOLD.normalize(LOOKS.getSkeleton(FOLD.normalize(typed.strip())));
    }

    /** Whether somebody who types this means this name, and not one that looks like it. */
    boolean isMeantBy(String typed) {
        return FOLD.normalize(typed.strip()).equals(FOLD.normalize(text));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "invalid-username", "Not a username", detail);
    }

    @Override
    public String toString() {
        return text;
    }
}
