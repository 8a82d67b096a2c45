package io.sightline.server.stream;

import java.util.regex.Pattern;

/**
 * That a stream is to exist, and for what.
 *
 * @param name {@code [A-Za-z0-9_-]{1,100}}: it is part of URLs and of file paths
 * @param cameraId the camera that it shows, empty when it is not a camera's
 * @param cameraName what people call that camera
 * @param role {@code main} or {@code sub}
 * @param record whether it is to be recorded at all times
 */
public record StreamDefinition(
        String name, String cameraId, String cameraName, String role, boolean record) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    public StreamDefinition {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("not a stream name: " + name);
        }
    }

    public static boolean isValidName(String name) {
        return NAME.matcher(name).matches();
    }
}
