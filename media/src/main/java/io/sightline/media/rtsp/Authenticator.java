package io.sightline.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a server's challenges on one connection: Basic (RFC 7617) and Digest (RFC 2617, RFC 7616)
 * with MD5 and SHA-256, with {@code qop=auth} and without. Of several challenges the strongest is
 * answered.
 *
 * <p>Used by one thread at a time: the conversation's, then the media loop.
 */
final class Authenticator {

    /** What to do after a 401. */
    enum Verdict {
        /** Send the request again, with {@link #authorization}. */
        RETRY,
        /** The user name or the password is wrong. */
        WRONG_CREDENTIALS,
        /** There is no user name to answer with. */
        NO_CREDENTIALS,
        /** None of the schemes offered is known. */
        UNKNOWN_SCHEME
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<RtspCredentials> credentials;
    private @Nullable Challenge challenge;
    private String clientNonce = "";
    private int nonceCount;
    private boolean accepted;
    private int refusals;

    Authenticator(Optional<RtspCredentials> credentials) {
        this.credentials = credentials;
    }

    /** The server was content with the last request. */
    void accepted() {
        accepted = challenge != null;
        refusals = 0;
    }

    /**
     * The server answered 401.
     *
     * <p>One refusal before any answer is how the conversation begins. A further one means a wrong
     * password, unless the server says that only the nonce is {@code stale}, or took this password
     * earlier on this connection: some cameras renew the nonce without saying so.
     */
    Verdict challenged(List<String> headers) {
        if (credentials.isEmpty()) {
            return Verdict.NO_CREDENTIALS;
        }
        Challenge before = challenge;
        Challenge strongest = null;
        for (String header : headers) {
            for (Challenge offered : Challenge.parse(header)) {
                if (strength(offered) > (strongest == null ? 0 : strength(strongest))) {
                    strongest = offered;
                }
            }
        }
        if (strongest == null) {
            return Verdict.UNKNOWN_SCHEME;
        }
        refusals++;
        boolean stale = strongest.parameter("stale").equalsIgnoreCase("true") || accepted;
        if (before != null && (refusals > 2 || !stale)) {
            return Verdict.WRONG_CREDENTIALS;
        }
        challenge = strongest;
        nonceCount = 0;
        clientNonce = randomNonce();
        return Verdict.RETRY;
    }

    /** The {@code Authorization} for a request, empty before the first challenge. */
    Optional<String> authorization(String method, String url) {
        if (challenge == null || credentials.isEmpty()) {
            return Optional.empty();
        }
        RtspCredentials known = credentials.get();
        return Optional.of(
                challenge.scheme().equals("basic")
                        ? basic(known)
                        : digest(challenge, known, method, url));
    }

    private static int strength(Challenge challenge) {
        return switch (challenge.scheme()) {
            case "basic" -> 1;
            case "digest" -> answerable(challenge) ? 1 + algorithm(challenge).strength() : 0;
            default -> 0;
        };
    }

    private static boolean answerable(Challenge challenge) {
        String qop = challenge.parameter("qop");
        return DigestAlgorithm.of(challenge.parameter("algorithm")).isPresent()
                && (qop.isBlank() || offersAuth(qop));
    }

    private static DigestAlgorithm algorithm(Challenge challenge) {
        return DigestAlgorithm.of(challenge.parameter("algorithm")).orElse(DigestAlgorithm.MD5);
    }

    private static boolean offersAuth(String qop) {
        return Arrays.stream(qop.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .anyMatch("auth"::equals);
    }

    private static String basic(RtspCredentials known) {
        String pair = known.user() + ":" + known.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7616 §3.4; without {@code qop} as RFC 2069 had it. */
    private String digest(Challenge challenge, RtspCredentials known, String method, String url) {
        DigestAlgorithm algorithm = algorithm(challenge);
        String realm = challenge.parameter("realm");
        String nonce = challenge.parameter("nonce");
        boolean qop = !challenge.parameter("qop").isBlank();
        String count = HexFormat.of().toHexDigits(++nonceCount);

        String secret = algorithm.hex(known.user() + ":" + realm + ":" + known.password());
        if (algorithm.session()) {
            secret = algorithm.hex(secret + ":" + nonce + ":" + clientNonce);
        }
        String request = algorithm.hex(method + ":" + url);
        String response =
                qop
                        ? algorithm.hex(
                                String.join(
                                        ":", secret, nonce, count, clientNonce, "auth", request))
                        : algorithm.hex(secret + ":" + nonce + ":" + request);

        StringBuilder header = new StringBuilder("Digest ");
        header.append("username=").append(quoted(known.user()));
        header.append(", realm=").append(quoted(realm));
        header.append(", nonce=").append(quoted(nonce));
        header.append(", uri=").append(quoted(url));
        header.append(", response=").append(quoted(response));
        if (challenge.parameters().containsKey("algorithm")) {
            header.append(", algorithm=").append(challenge.parameter("algorithm"));
        }
        if (challenge.parameters().containsKey("opaque")) {
            header.append(", opaque=").append(quoted(challenge.parameter("opaque")));
        }
        if (qop) {
            header.append(", qop=auth, nc=").append(count);
        }
        if (qop || algorithm.session()) {
            header.append(", cnonce=").append(quoted(clientNonce));
        }
        return header.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String randomNonce() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
