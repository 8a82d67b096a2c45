package io.sightline.server.control;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How it stands with a camera's events. */
enum EventState {
    /** The camera is asked for a subscription. */
    CONNECTING,
    /** What the camera reports is heard. */
    LISTENING,
    /** It can't be asked; tried again by itself. */
    FAILED,
    /** The camera reports nothing, as it has no event service. */
    UNSUPPORTED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
