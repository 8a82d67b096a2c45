package io.sightline.simulator.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Checks who asks, as strictly as a device does: time, nonce, and one way of logging in only. */
final class LoginCheck {

    private static final Duration OLDEST_TOKEN = Duration.ofSeconds(60);
    private static final int REMEMBERED_NONCES = 4_096;
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    private final Login login;
    private final String httpNonce = UUID.randomUUID().toString();
    private final Set<String> usedNonces = Collections.synchronizedSet(new LinkedHashSet<>());
    private final AtomicInteger refusals = new AtomicInteger();

    LoginCheck(Login login) {
        this.login = login;
    }

    int refusals() {
        return refusals.get();
    }

    /** Empty if it is right; else the challenge, which is empty where HTTP has none. */
    Optional<String> refusal(HttpMessage http, Optional<Element> token, Instant deviceTime) {
        boolean header = !http.header("authorization").isEmpty();
        boolean right =
                switch (login.scheme()) {
                    case TOKEN -> !header && token.isPresent() && accepts(token.get(), deviceTime);
                    case DIGEST_MD5 -> token.isEmpty() && header && accepts(http, "MD5");
                    case DIGEST_SHA_256 -> token.isEmpty() && header && accepts(http, "SHA-256");
                };
        if (right) {
            return Optional.empty();
        }
        if (header || token.isPresent()) {
            refusals.incrementAndGet();
        }
        return Optional.of(challenge());
    }

    /** As of {@link #refusal}, for a document that is fetched: a token has no place there. */
    Optional<String> pictureRefusal(HttpMessage http) {
        boolean sha256 = login.scheme() == Login.Scheme.DIGEST_SHA_256;
        return accepts(http, sha256 ? "SHA-256" : "MD5")
                ? Optional.empty()
                : Optional.of(digest(sha256));
    }

    String challenge() {
        return switch (login.scheme()) {
            case TOKEN -> "";
            case DIGEST_MD5 -> digest(false);
            case DIGEST_SHA_256 -> digest(true);
        };
    }

    private String digest(boolean sha256) {
        String challenge = "Digest realm=\"simulator\", nonce=\"" + httpNonce + "\"";
        return sha256 ? challenge + ", algorithm=SHA-256, qop=\"auth\"" : challenge;
    }

    /** UsernameToken Profile 1.1 §3.1. */
    private boolean accepts(Element token, Instant deviceTime) {
        String nonce = text(token, "Nonce");
        String created = text(token, "Created");
        try {
            Duration age = Duration.between(Instant.parse(created), deviceTime).abs();
            if (age.compareTo(OLDEST_TOKEN) > 0 || !usedNonces.add(nonce)) {
                return false;
            }
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Base64.getDecoder().decode(nonce));
            sha1.update((created + login.password()).getBytes(StandardCharsets.UTF_8));
            String expected = Base64.getEncoder().encodeToString(sha1.digest());
            return text(token, "Username").equals(login.user())
                    && text(token, "Password").equals(expected);
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            forgetOldNonces();
        }
    }

    private void forgetOldNonces() {
        synchronized (usedNonces) {
            while (usedNonces.size() > REMEMBERED_NONCES) {
                usedNonces.remove(usedNonces.iterator().next());
            }
        }
    }

    private static String text(Element token, String name) {
        var found = token.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** RFC 7616 §3.4.1, with and without quality of protection. */
    private boolean accepts(HttpMessage http, String algorithm) {
        Map<String, String> given = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(http.header("authorization"));
        while (matcher.find()) {
            given.put(
                    matcher.group(1),
                    matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        String secret = hash(algorithm, login.user() + ":simulator:" + login.password());
        String request = hash(algorithm, http.method() + ":" + http.path());
        String middle =
                given.containsKey("qop")
                        ? String.join(
                                ":",
                                httpNonce,
                                given.getOrDefault("nc", ""),
                                given.getOrDefault("cnonce", ""),
                                "auth")
                        : httpNonce;
        return httpNonce.equals(given.get("nonce"))
                && login.user().equals(given.get("username"))
                && hash(algorithm, secret + ":" + middle + ":" + request)
                        .equals(given.get("response"));
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
