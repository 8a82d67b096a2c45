package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.server.web.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Where a device is and how to log in there.
 *
 * @param portGiven whether somebody said the port; else the usual ones are tried
 */
record OnboardingTarget(
        DeviceAddress address, boolean portGiven, Optional<RtspCredentials> credentials) {

    /**
     * @throws ProblemException 400 {@code invalid-camera-address}
     */
    static OnboardingTarget of(
            @Nullable String address, @Nullable String username, @Nullable String password) {
        String text = address == null ? "" : address.strip();
        if (text.regionMatches(true, 0, "rtsp", 0, 4) && text.contains("://")) {
            throw invalid("That is a stream's URL. Add the camera by its URL instead.");
        }
        try {
            DeviceAddress device = DeviceAddress.parse(text);
            return new OnboardingTarget(
                    device, saysPort(text, device), credentials(username, password));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Also a scheme or a path says that it is meant so and not otherwise. */
    private static boolean saysPort(String text, DeviceAddress device) {
        return text.contains("://")
                || !device.path().isEmpty()
                || text.endsWith(":" + device.port());
    }

    static Optional<RtspCredentials> credentials(
            @Nullable String username, @Nullable String password) {
        boolean none =
                (username == null || username.isEmpty())
                        && (password == null || password.isEmpty());
        return none
                ? Optional.empty()
                : Optional.of(
                        new RtspCredentials(
                                username == null ? "" : username,
                                password == null ? "" : password));
    }

    /** Where RTSP is to be expected if nothing says otherwise. */
    int rtspPort() {
        return portGiven ? address.port() : RtspAddress.DEFAULT_PORT;
    }

    Optional<DeviceCredentials> deviceCredentials() {
        return credentials.map(known -> new DeviceCredentials(known.user(), known.password()));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-camera-address",
                "Not the address of a device",
                detail);
    }
}
