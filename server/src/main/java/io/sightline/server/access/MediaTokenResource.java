package io.sightline.server.access;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/media-tokens}: for players that can send neither header nor cookie. */
@RestController
class MediaTokenResource {

    private static final Pattern STREAM_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final MediaTokens tokens;
    private final Rights rights;
    private final AuditLog audit;

    MediaTokenResource(MediaTokens tokens, Rights rights, AuditLog audit) {
        this.tokens = tokens;
        this.rights = rights;
        this.audit = audit;
    }

    /**
     * What a token is wanted for.
     *
     * @param right {@code view}, {@code playback} or {@code export}
     * @param seconds how long it is to be valid: 1 … 86400, ten minutes when not said
     */
    record Wanted(@Nullable String stream, @Nullable String right, @Nullable Integer seconds) {}

    /**
     * A token.
     *
     * @param path where a player begins, with the token in it
     */
    record Given(String token, Instant expiresAt, String path) {}

    @PostMapping("/api/v1/media-tokens")
    Given give(@RequestBody Wanted wanted, Caller caller) {
        String stream = wanted.stream() == null ? "" : wanted.stream();
        Right right = right(wanted.right());
        Duration validFor = validFor(wanted.seconds());
        if (!STREAM_NAME.matcher(stream).matches() || !rights.seesStream(caller, stream)) {
            throw ProblemException.notFound("stream", stream);
        }
        if (!rights.may(caller, right, stream)) {
            throw ProblemException.forbidden("This right on the stream is not yours to pass on.");
        }
        SignedTokens.Signed signed = tokens.issue(caller, right, stream, validFor);
        audit.append(
                caller.actor(),
                Action.MEDIA_TOKEN_CREATE,
                Target.stream(stream),
                Outcome.SUCCESS,
                Map.of("right", right.word(), "expiresAt", signed.expiresAt().toString()));
        return new Given(signed.token(), signed.expiresAt(), path(right, stream, signed.token()));
    }

    private static String path(Right right, String stream, String token) {
        return switch (right) {
            case VIEW -> "/live/" + stream + "/~" + token + "/index.m3u8";
            case PLAYBACK -> "/vod/" + stream + "/~" + token + "/index.m3u8";
            case EXPORT -> "/vod/" + stream + "/~" + token + "/clip.mp4";
            case CONTROL -> throw new IllegalArgumentException("no media comes by it");
        };
    }

    private static Right right(@Nullable String word) {
        try {
            Right right = Right.of(word == null ? "" : word);
            if (right != Right.CONTROL) {
                return right;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-right",
                "Not a right on media",
                "Rights on media are view, playback and export.");
    }

    private static Duration validFor(@Nullable Integer seconds) {
        if (seconds == null) {
            return MediaTokens.USUALLY_VALID_FOR;
        }
        if (seconds < 1 || seconds > MediaTokens.LONGEST_VALID_FOR.toSeconds()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-duration",
                    "Not a time for a token",
                    "A media token is valid for 1 to "
                            + MediaTokens.LONGEST_VALID_FOR.toSeconds()
                            + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }
}
