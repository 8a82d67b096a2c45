package io.sightline.onvif.soap;

import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * The WS-Security UsernameToken with a password digest (Web Services Security UsernameToken Profile
 * 1.1 §3.1): {@code Base64(SHA-1(nonce ‖ created ‖ password))}, the nonce as bytes, not as text.
 */
final class UsernameToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;
    private static final String PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String DIGEST_TYPE = PROFILE + "username-token-profile-1.0#PasswordDigest";
    private static final String BASE64 = PROFILE + "soap-message-security-1.0#Base64Binary";

    /** Always three digits of a second: some devices compare text. */
    private static final DateTimeFormatter CREATED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private UsernameToken() {}

    /**
     * @param deviceTime on the device's clock: most refuse what is more than some seconds old
     */
    static String header(DeviceCredentials credentials, Instant deviceTime) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        String created = CREATED.format(deviceTime);
        return XmlWriter.of("wsse:Security", "s:mustUnderstand", "1")
                .open("wsse:UsernameToken")
                .text("wsse:Username", credentials.user())
                .text(
                        "wsse:Password",
                        digest(nonce, created, credentials.password()),
                        "Type",
                        DIGEST_TYPE)
                .text(
                        "wsse:Nonce",
                        Base64.getEncoder().encodeToString(nonce),
                        "EncodingType",
                        BASE64)
                .text("wsu:Created", created)
                .toString();
    }

    static String digest(byte[] nonce, String created, String password) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java run time has SHA-1", e);
        }
    }
}
