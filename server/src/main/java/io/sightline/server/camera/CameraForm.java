package io.sightline.server.camera;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera as people write it down: in the body of a request, or in a row of a file. Nothing in it
 * is checked yet. Where it is to change a camera, what is null stays as it is.
 *
 * @param url of the main stream; may hold user name and password
 * @param subUrl of the sub stream
 * @param onvifUrl of the ONVIF device service, where it is not found by itself; empty for none
 * @param streams instead of both, with channels
 * @param template by which URLs are made where there are none
 * @param host of the device, for the template
 * @param port on which it serves RTSP; the template's when null
 * @param channel of the device, from 1
 * @param mainPath instead of the template's
 * @param subPath instead of the template's
 * @param groups each by id or by name
 * @param ownerId the account whose camera it is; empty for nobody's
 */
record CameraForm(
        @Nullable String name,
        @Nullable String url,
        @Nullable String subUrl,
        @Nullable String onvifUrl,
        @Nullable List<StreamForm> streams,
        @Nullable String template,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Integer channel,
        @Nullable String mainPath,
        @Nullable String subPath,
        @Nullable String username,
        @Nullable String password,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String firmware,
        @Nullable Boolean record,
        @Nullable List<String> tags,
        @Nullable List<String> groups,
        @Nullable String note,
        @Nullable String ownerId) {

    /** One of several streams. */
    record StreamForm(@Nullable String role, @Nullable Integer channel, @Nullable String url) {}

    @Override
    public String toString() {
        return "CameraForm " + name;
    }
}
