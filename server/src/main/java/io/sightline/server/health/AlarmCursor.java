package io.sightline.server.health;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page of alarms ended, newest first. */
record AlarmCursor(long beganAtMillis, String cameraId) {

    /** Before all of them. */
    static final AlarmCursor START = new AlarmCursor(Long.MAX_VALUE, "");

    static AlarmCursor after(Instant began, String cameraId) {
        return new AlarmCursor(began.toEpochMilli(), cameraId);
    }

    /** Empty when it is not one of ours. */
    static Optional<AlarmCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new AlarmCursor(
                                    Long.parseLong(plain.substring(0, colon)),
                                    plain.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String plain = beganAtMillis + ":" + cameraId;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
