package io.sightline.simulator.onvif;

/** The services of a device. */
enum ServiceKind {
    DEVICE("http://www.onvif.org/ver10/device/wsdl", "device_service"),
    MEDIA("http://www.onvif.org/ver10/media/wsdl", "media_service"),
    MEDIA2("http://www.onvif.org/ver20/media/wsdl", "media2_service"),
    PTZ("http://www.onvif.org/ver20/ptz/wsdl", "ptz_service"),
    IMAGING("http://www.onvif.org/ver20/imaging/wsdl", "imaging_service"),
    EVENTS("http://www.onvif.org/ver10/events/wsdl", "event_service");

    private final String namespace;
    private final String word;

    ServiceKind(String namespace, String word) {
        this.namespace = namespace;
        this.word = word;
    }

    String namespace() {
        return namespace;
    }

    String path() {
        return "/onvif/" + word;
    }
}
