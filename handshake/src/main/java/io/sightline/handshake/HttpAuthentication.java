package io.sightline.handshake;

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
 * Answers challenges with a user name and a password: Digest (RFC 2617, RFC 7616) with MD5 and
 * SHA-256, with {@code qop=auth} and without, and Basic (RFC 7617) where nothing better is offered.
 * The challenge is kept, so that later requests are right at once.
 *
 * <p>Safe for use by any thread.
 */
public final class HttpAuthentication {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String password;
    private @Nullable Challenge challenge;
    private String clientNonce = "";
    private int nonceCount;
    private boolean answered;

    public HttpAuthentication(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** Of the challenges in {@code WWW-Authenticate} headers the one to answer, if any can be. */
    public static Optional<Challenge> strongest(List<String> headers) {
        Challenge strongest = null;
        for (String header : headers) {
            for (Challenge offered : Challenge.parse(header)) {
                if (strength(offered) > (strongest == null ? 0 : strength(strongest))) {
                    strongest = offered;
                }
            }
        }
        return Optional.ofNullable(strongest);
    }

    /** From now on this one is answered: one of those that {@link #strongest} found. */
    public synchronized void accept(Challenge next) {
        challenge = next;
        nonceCount = 0;
        clientNonce = randomNonce();
        answered = false;
    }

    public synchronized boolean challenged() {
        return challenge != null;
    }

    /** Whether there is a challenge that was not answered yet. */
    public synchronized boolean hasFreshChallenge() {
        return challenge != null && !answered;
    }

    /** The {@code Authorization} for a request, empty before the first challenge. */
    public synchronized Optional<String> authorization(String method, String target) {
        Challenge known = challenge;
        if (known == null) {
            return Optional.empty();
        }
        answered = true;
        return Optional.of(
                known.scheme().equals("basic") ? basic() : digest(known, method, target));
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
                && !challenge.parameter("nonce").isEmpty()
                && (qop.isBlank() || offersAuth(qop));
    }

    private static DigestAlgorithm algorithm(Challenge challenge) {
        return DigestAlgorithm.of(challenge.parameter("algorithm")).orElse(DigestAlgorithm.MD5);
    }

    private static boolean offersAuth(String qop) {
        return Arrays.stream(qop.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .anyMatch("auth"::equals);
    }

    private String basic() {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7616 §3.4; without {@code qop} as RFC 2069 had it. */
    private String digest(Challenge known, String method, String target) {
        DigestAlgorithm algorithm = algorithm(known);
        String realm = known.parameter("realm");
        String nonce = known.parameter("nonce");
        boolean qop = !known.parameter("qop").isBlank();
        String count = HexFormat.of().toHexDigits(++nonceCount);

        String secret = algorithm.hex(user + ":" + realm + ":" + password);
        if (algorithm.session()) {
            secret = algorithm.hex(secret + ":" + nonce + ":" + clientNonce);
        }
        String request = algorithm.hex(method + ":" + target);
        String middle = qop ? nonce + ":" + count + ":" + clientNonce + ":auth" : nonce;
        String response = algorithm.hex(secret + ":" + middle + ":" + request);

        StringBuilder header = new StringBuilder("Digest ");
        header.append("username=").append(quoted(user));
        header.append(", realm=").append(quoted(realm));
        header.append(", nonce=").append(quoted(nonce));
        header.append(", uri=").append(quoted(target));
        header.append(", response=").append(quoted(response));
        if (known.parameters().containsKey("algorithm")) {
            header.append(", algorithm=").append(known.parameter("algorithm"));
        }
        if (known.parameters().containsKey("opaque")) {
            header.append(", opaque=").append(quoted(known.parameter("opaque")));
        }
        if (qop) {
            header.append(", qop=auth, nc=").append(count);
        }
        if (qop || algorithm.session()) {
            header.append(", cnonce=").append(quoted(clientNonce));
        }
        return header.toString();
    }

    /** Neither a device's words nor a user's name may begin a header line of their own. */
    private static String quoted(String value) {
        String oneLine = value.replace("\r", "").replace("\n", "");
        return '"' + oneLine.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String randomNonce() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
