package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks single fields of a {@link CameraForm} and collects what is wrong with them. */
final class FieldChecks {

    static final int MAX_CHANNEL = 1_024;
    static final int MAX_TEXT_LENGTH = 200;
    private static final String MASK = "***";
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_NOTE_LENGTH = 2_000;
    private static final int MAX_WORDS = 50;

    private final List<Mistake> mistakes = new ArrayList<>();

    List<Mistake> mistakes() {
        return mistakes;
    }

    /**
     * @throws io.sightline.server.web.ProblemException for the first mistake
     */
    void throwFirst() {
        if (!mistakes.isEmpty()) {
            throw mistakes.getFirst().problem();
        }
    }

    void wrong(String field, String detail) {
        mistakes.add(new Mistake(field, detail));
    }

    String name(@Nullable String name) {
        String stripped = plain(name);
        boolean printable = stripped.chars().noneMatch(Character::isISOControl);
        if (stripped.isEmpty() || stripped.length() > MAX_NAME_LENGTH || !printable) {
            wrong("name", "A camera needs a name of 1 to 200 characters.");
        }
        return stripped;
    }

    OptionalInt channel(String field, @Nullable Integer channel) {
        if (channel == null) {
            return OptionalInt.empty();
        }
        if (channel < 1 || channel > MAX_CHANNEL) {
            wrong(field, "A channel is a number from 1 to " + MAX_CHANNEL + ".");
        }
        return OptionalInt.of(channel);
    }

    String text(String field, @Nullable String text) {
        String stripped = plain(text);
        if (stripped.length() > MAX_TEXT_LENGTH || hasControls(stripped)) {
            wrong(field, "At most 200 characters, none of them unprintable.");
        }
        return stripped;
    }

    String note(@Nullable String note) {
        String stripped = plain(note);
        if (stripped.length() > MAX_NOTE_LENGTH) {
            wrong("note", "A note has at most " + MAX_NOTE_LENGTH + " characters.");
        }
        return stripped;
    }

    List<String> words(String field, @Nullable List<String> words) {
        TreeSet<String> kept = new TreeSet<>();
        for (String word : words == null ? List.<String>of() : words) {
            String stripped = text(field, word);
            if (!stripped.isEmpty()) {
                kept.add(stripped);
            }
        }
        if (kept.size() > MAX_WORDS) {
            wrong(field, "At most " + MAX_WORDS + ".");
        }
        return List.copyOf(kept);
    }

    /** Where ONVIF is; empty for nowhere in particular. */
    Optional<DeviceAddress> onvif(@Nullable String url) {
        String stripped = plain(url);
        try {
            return stripped.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DeviceAddress.parse(stripped));
        } catch (IllegalArgumentException e) {
            wrong("onvifUrl", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Empty without a user name. */
    Optional<RtspCredentials> credentials(@Nullable String username, @Nullable String password) {
        String secret = password == null ? "" : password;
        String user = text("username", username);
        if (user.isEmpty()) {
            if (!secret.isEmpty()) {
                wrong("username", "A password needs a user name.");
            }
            return Optional.empty();
        }
        if (secret.equals(MASK)) {
            wrong("password", "The password is hidden (***); type it.");
        }
        if (secret.length() > MAX_TEXT_LENGTH || hasControls(secret)) {
            wrong("password", "A password has at most 200 characters, none of them unprintable.");
        }
        return Optional.of(new RtspCredentials(user, secret));
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** What was typed, without blanks around it; empty when nothing was. */
    static String plain(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Empty for nobody. */
    static Optional<String> owner(@Nullable String ownerId) {
        return Optional.of(plain(ownerId)).filter(id -> !id.isEmpty());
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
