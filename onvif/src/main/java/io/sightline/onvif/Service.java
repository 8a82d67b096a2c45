package io.sightline.onvif;

import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The services that this client speaks with. */
public enum Service {
    DEVICE(Namespaces.DEVICE, "Device", "device"),
    MEDIA(Namespaces.MEDIA, "Media", "media"),
    MEDIA2(Namespaces.MEDIA2, "Media2", "media2"),
    PTZ(Namespaces.PTZ, "PTZ", "ptz"),
    IMAGING(Namespaces.IMAGING, "Imaging", "imaging"),
    EVENTS(Namespaces.EVENTS, "Events", "event");

    private final String namespace;
    private final String unversioned;
    private final String capability;
    private final String word;

    Service(String namespace, String capability, String word) {
        this.namespace = namespace;
        this.unversioned = withoutVersion(namespace);
        this.capability = capability;
        this.word = word;
    }

    /** Apart, for an enum's constants are made before its static fields. */
    private static final class Version {
        static final Pattern NUMBER = Pattern.compile("/ver\\d+/");
    }

    /** The namespace, which holds the version: that of Media is ver10, that of Media2 ver20. */
    public String namespace() {
        return namespace;
    }

    /**
     * Devices differ in capitals, in a slash at the end, and in the version where there is one
     * only.
     */
    static Optional<Service> ofNamespace(String namespace) {
        String named = withoutSlash(namespace.strip().toLowerCase(Locale.ROOT));
        String unversioned = withoutVersion(named);
        for (Service service : values()) {
            if (service.hasVersions()
                    ? service.namespace.equals(named)
                    : service.unversioned.equals(unversioned)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    private static String withoutSlash(String namespace) {
        return namespace.endsWith("/") ? namespace.substring(0, namespace.length() - 1) : namespace;
    }

    private boolean hasVersions() {
        return this == MEDIA || this == MEDIA2;
    }

    private static String withoutVersion(String namespace) {
        return Version.NUMBER.matcher(namespace).replaceFirst("/");
    }

    /** What GetCapabilities says about it; Media2 came later and is in the extension, if at all. */
    Optional<XmlElement> in(XmlElement capabilities) {
        return capabilities
                .child(capability)
                .or(() -> capabilities.at("Extension", capability))
                .filter(found -> found.textAt("XAddr").isPresent());
    }

    /** Where it is on most devices that say nothing. */
    String conventionalPath() {
        return "/onvif/" + word + "_service";
    }
}
