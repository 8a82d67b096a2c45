package io.sightline.simulator.onvif;

import java.util.List;
import java.util.Optional;

/**
 * What a device is like.
 *
 * @param name for people; in its scopes
 * @param serial also makes its endpoint reference
 * @param channels per video source its streams, main stream first
 * @param login empty for everybody
 * @param ptz whether channel 1 can be turned
 */
public record DeviceSpec(
        String name,
        String manufacturer,
        String model,
        String serial,
        String location,
        List<List<StreamSpec>> channels,
        Optional<Login> login,
        boolean ptz) {

    public DeviceSpec {
        channels = channels.stream().map(List::copyOf).toList();
        if (channels.isEmpty() || channels.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a device has a channel, and a channel a stream");
        }
    }

    /** A camera with one channel, open to everybody. */
    public static DeviceSpec camera(String name, String serial, StreamSpec... streams) {
        return new DeviceSpec(
                name,
                "Sightline",
                "Simulated camera",
                serial,
                "Simulator",
                List.of(List.of(streams)),
                Optional.empty(),
                false);
    }

    public DeviceSpec withLogin(Login other) {
        return new DeviceSpec(
                name, manufacturer, model, serial, location, channels, Optional.of(other), ptz);
    }

    public DeviceSpec withPtz() {
        return new DeviceSpec(name, manufacturer, model, serial, location, channels, login, true);
    }

    public DeviceSpec withChannels(List<List<StreamSpec>> other) {
        return new DeviceSpec(name, manufacturer, model, serial, location, other, login, ptz);
    }
}
