package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** In what a camera after a change is another than before. */
final class CameraDifferences {

    private CameraDifferences() {}

    /** Names of the fields that differ, for the audit log and the server's log. */
    static Set<String> between(Camera before, Camera after) {
        Set<String> names = new LinkedHashSet<>();
        add(names, "name", before.name(), after.name());
        add(names, "address", places(before), places(after));
        add(names, "onvif", before.onvif(), after.onvif());
        add(names, "credentials", before.credentials(), after.credentials());
        add(names, "record", before.record(), after.record());
        add(names, "device", before.device(), after.device());
        add(names, "tags", before.tags(), after.tags());
        add(names, "groups", before.groups(), after.groups());
        add(names, "note", before.note(), after.note());
        add(names, "owner", before.ownerId(), after.ownerId());
        return names;
    }

    private static List<String> places(Camera camera) {
        return camera.streams().stream()
                .map(s -> s.name() + s.address().map(RtspAddress::requestUrl).orElse(""))
                .toList();
    }

    private static void add(Set<String> names, String name, Object before, Object after) {
        if (!before.equals(after)) {
            names.add(name);
        }
    }
}
