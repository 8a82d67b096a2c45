package io.sightline.onvif;

import io.sightline.onvif.media.MediaStream;
import java.util.List;
import java.util.Set;

/**
 * What a device is and what it shows.
 *
 * @param streams of each profile with video, in the device's order
 */
public record DeviceDescription(
        DeviceInformation information, Set<Service> services, List<MediaStream> streams) {

    public DeviceDescription {
        services = Set.copyOf(services);
        streams = List.copyOf(streams);
    }
}
