package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stream of a camera.
 *
 * @param name as in addresses and in files
 * @param role {@link #MAIN} for recording, {@link #SUB} for previews
 * @param channel of the device, from 1; empty when nobody said
 * @param address where it is, with the camera's credentials; empty when the key that it was sealed
 *     with is gone
 */
record CameraStream(String name, String role, OptionalInt channel, Optional<RtspAddress> address) {

    static final String MAIN = "main";
    static final String SUB = "sub";

    /** What names are made of where nobody said the channel. */
    static final int ONLY_CHANNEL = 1;

    boolean isMain() {
        return role.equals(MAIN);
    }

    /** What is shown of the address: never the password. */
    String maskedUrl() {
        return address.map(RtspAddress::masked).orElse("");
    }
}
