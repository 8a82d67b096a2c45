package io.sightline.server.notify;

import java.util.Locale;

/** What a notification is about. */
public enum Topic {
    /** A camera went, came back, or delivers no picture. */
    CAMERA_STATUS,
    /** An alarm was raised or closed. */
    ALARM,
    /** A device on its way to being a camera has come one step further. */
    ONBOARDING,
    /** Something that a camera reports: motion, tampering, a contact. */
    CAMERA_EVENT,
    /** How far the check of all pictures is. */
    PICTURE_CHECK;

    /** {@code camera-status}, …: the member {@code type} of a message. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
