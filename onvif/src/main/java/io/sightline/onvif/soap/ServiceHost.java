package io.sightline.onvif.soap;

import io.sightline.onvif.http.DeviceAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts right the hosts in a device's answers. Devices behind address translation, with two networks
 * or with a forgotten setting name a host that is theirs but that nobody here can reach.
 *
 * <p>A service is always on the host that was connected to: it gets a user's password, which must
 * not go where an answer says. If the device names that very host, its port and scheme are believed
 * too; else they are as unroutable as the host.
 */
public final class ServiceHost {

    private ServiceHost() {}

    /** Where a service or a picture is; empty if the device's URL cannot be read at all. */
    public static Optional<DeviceAddress> reachable(DeviceAddress device, String url) {
        String text = url.strip().replace("&amp;", "&");
        if (text.startsWith("/")) {
            return Optional.of(device.withPath(text));
        }
        try {
            DeviceAddress said = DeviceAddress.parse(text.replace(" ", "%20"));
            return Optional.of(
                    said.host().equalsIgnoreCase(device.host())
                            ? said
                            : device.withPath(said.path()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The host that a URL names, in lower case, empty if it has none. */
    public static String hostOf(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return "";
        }
        try {
            return DeviceAddress.parse("http" + url.strip().substring(start))
                    .host()
                    .toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
