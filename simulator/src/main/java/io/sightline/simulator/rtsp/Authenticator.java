package io.sightline.simulator.rtsp;

import io.sightline.simulator.camera.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a client's password by Basic (RFC 7617) or Digest (RFC 7616). */
final class Authenticator {

    private static final String REALM = "simulator";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    private final String nonce;

    Authenticator(String nonce) {
        this.nonce = nonce;
    }

    /** Value of WWW-Authenticate. */
    String challenge(Credentials credentials) {
        return switch (credentials.scheme()) {
            case BASIC -> "Basic realm=\"%s\"".formatted(REALM);
            case DIGEST_MD5 -> "Digest realm=\"%s\", nonce=\"%s\"".formatted(REALM, nonce);
            case DIGEST_SHA_256 ->
                    "Digest realm=\"%s\", nonce=\"%s\", algorithm=SHA-256, qop=\"auth\""
                            .formatted(REALM, nonce);
        };
    }

    boolean accepts(RtspRequest request, Credentials credentials) {
        String given = request.header("authorization").orElse("");
        return switch (credentials.scheme()) {
            case BASIC -> given.equals("Basic " + base64(credentials));
            case DIGEST_MD5 -> acceptsDigest(given, request, credentials, "MD5");
            case DIGEST_SHA_256 -> acceptsDigest(given, request, credentials, "SHA-256");
        };
    }

    private static String base64(Credentials credentials) {
        String both = credentials.user() + ":" + credentials.password();
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 7616 §3.4.1, with and without quality of protection. */
    private boolean acceptsDigest(
            String given, RtspRequest request, Credentials credentials, String algorithm) {
        if (!given.toLowerCase(Locale.ROOT).startsWith("digest ")) {
            return false;
        }
        Map<String, String> parameters = parameters(given);
        String first =
                hash(algorithm, credentials.user() + ":" + REALM + ":" + credentials.password());
        String second =
                hash(algorithm, request.method() + ":" + parameters.getOrDefault("uri", ""));
        String middle =
                parameters.containsKey("qop")
                        ? nonce
                                + ":"
                                + parameters.getOrDefault("nc", "")
                                + ":"
                                + parameters.getOrDefault("cnonce", "")
                                + ":"
                                + parameters.get("qop")
                        : nonce;
        String expected = hash(algorithm, first + ":" + middle + ":" + second);
        return nonce.equals(parameters.get("nonce"))
                && credentials.user().equals(parameters.get("username"))
                && expected.equalsIgnoreCase(parameters.getOrDefault("response", ""));
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? matcher.group(3) : quoted);
        }
        return parameters;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(algorithm)
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
