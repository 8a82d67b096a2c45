package io.sightline.server.camera;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the device behind a camera is spoken with. For those who speak with it; never to be shown.
 *
 * @param name of the camera
 * @param device what was known of it when it was added
 * @param host of the device
 * @param onvif where its ONVIF service is; empty when nobody said
 * @param credentials that it is logged in to with
 * @param channel of the device, from 1; empty when nobody said
 * @param streamTarget path and query of its main stream, by which its channel is known otherwise;
 *     empty when the address can't be read
 */
public record DeviceAccess(
        String cameraId,
        String name,
        Device device,
        String host,
        Optional<DeviceAddress> onvif,
        Optional<DeviceCredentials> credentials,
        OptionalInt channel,
        String streamTarget) {}
