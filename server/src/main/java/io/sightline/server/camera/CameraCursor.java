package io.sightline.server.camera;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a page of cameras ended. Holds even when that camera is deleted in between. */
record CameraCursor(long createdAtMillis, String id) {

    static CameraCursor after(Camera camera) {
        return new CameraCursor(camera.createdAt().toEpochMilli(), camera.id());
    }

    /** Whether {@code camera} comes after it. */
    boolean isBefore(Camera camera) {
        long millis = camera.createdAt().toEpochMilli();
        return millis > createdAtMillis
                || (millis == createdAtMillis && camera.id().compareTo(id) > 0);
    }

    /** Empty when it is not one of ours. */
    static Optional<CameraCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new CameraCursor(
                                    Long.parseLong(plain.substring(0, colon)),
                                    plain.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String plain = createdAtMillis + ":" + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
