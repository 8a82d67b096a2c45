package io.sightline.server.camera;

/**
 * A stream of a camera.
 *
 * @param name as in addresses and in files
 * @param role {@code main} for recording, {@code sub} for previews
 */
record CameraStream(String name, String role) {

    static final String MAIN = "main";
}
