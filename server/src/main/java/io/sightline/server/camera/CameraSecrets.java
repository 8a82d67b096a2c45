package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of a camera does not lie open: its credentials, and the URLs of its streams, in which many
 * cameras want a password too. Each is sealed for the camera's id.
 */
final class CameraSecrets {

    private static final Logger log = LoggerFactory.getLogger(CameraSecrets.class);

    private final SecretBox secrets;

    CameraSecrets(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** Empty for none. */
    String sealed(String cameraId, Optional<RtspCredentials> credentials) {
        return credentials.map(known -> secrets.seal(text(known), cameraId)).orElse("");
    }

    /** Without the credentials, which have their own place. */
    String sealed(String cameraId, RtspAddress address) {
        return secrets.seal(address.requestUrl(), cameraId);
    }

    Optional<RtspCredentials> credentials(String cameraId, String sealed) {
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        // As the user part of a URL, which is read in one place.
        return opened(cameraId, sealed)
                .flatMap(text -> RtspAddress.parse("rtsp://" + text + "@-/").credentials());
    }

    /** With the credentials, unless it has its own: before V7 they were in it. */
    Optional<RtspAddress> address(
            String cameraId, String sealed, Optional<RtspCredentials> credentials) {
        try {
            return opened(cameraId, sealed)
                    .map(RtspAddress::parse)
                    .map(
                            address ->
                                    address.credentials().isPresent() || credentials.isEmpty()
                                            ? address
                                            : address.withCredentials(credentials.get()));
        } catch (IllegalArgumentException e) {
            log.warn("[camera:{}] its address can't be read: {}", cameraId, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> opened(String cameraId, String sealed) {
        try {
            return Optional.of(secrets.open(sealed, cameraId));
        } catch (CannotOpenException e) {
            log.warn("[camera:{}] its secrets can't be read: {}", cameraId, e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(RtspCredentials credentials) {
        return encoded(credentials.user()) + ":" + encoded(credentials.password());
    }

    /** For the user part, the path or the query of a URL. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
