package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A camera's address as it was typed, password and all, and how RTSP understands it.
 *
 * @param secretUrl to be kept sealed; never to be shown or logged
 */
record CameraAddress(String secretUrl, RtspAddress rtsp) {

    /** What stands for a password that is not shown. */
    private static final String MASK = "***";

    /**
     * @throws IllegalArgumentException with a sentence for a person, without the password
     */
    static CameraAddress parse(String url) {
        String text = url.strip();
        return new CameraAddress(text, RtspAddress.parse(text));
    }

    /**
     * The address that somebody meant who was shown this one without its password and sent back a
     * changed one. A masked password stays what it was, as long as it goes to the same place:
     * nobody may have it sent somewhere else without knowing it.
     *
     * @throws IllegalArgumentException when the password has to be typed again
     */
    CameraAddress changedTo(String url) {
        CameraAddress other = parse(url);
        if (other.rtsp.masked().equals(rtsp.masked()) && other.isMasked()) {
            return this;
        }
        boolean maskedPassword =
                other.rtsp.credentials().map(c -> c.password().equals(MASK)).orElse(false);
        if (maskedPassword && samePlaceAndUser(other)) {
            RtspCredentials kept = rtsp.credentials().orElseThrow();
            other = other.with(kept);
        }
        if (other.isMasked()) {
            throw new IllegalArgumentException(
                    "The password is hidden; type it again when the host or the user changes.");
        }
        return other;
    }

    private boolean samePlaceAndUser(CameraAddress other) {
        return rtsp.credentials().isPresent()
                && rtsp.tls() == other.rtsp.tls()
                && rtsp.host().equalsIgnoreCase(other.rtsp.host())
                && rtsp.port() == other.rtsp.port()
                && user(rtsp).equals(user(other.rtsp));
    }

    private static String user(RtspAddress address) {
        return address.credentials().map(RtspCredentials::user).orElse("");
    }

    /** Whether a password in it is one that was hidden from who sends it back. */
    boolean isMasked() {
        return rtsp.credentials().map(c -> c.password().equals(MASK)).orElse(false)
                || rtsp.target().contains("=" + MASK);
    }

    private CameraAddress with(RtspCredentials credentials) {
        String url = rtsp.requestUrl();
        int authority = url.indexOf("//") + 2;
        return parse(
                url.substring(0, authority)
                        + encoded(credentials.user())
                        + ":"
                        + encoded(credentials.password())
                        + "@"
                        + url.substring(authority));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return rtsp.masked();
    }
}
