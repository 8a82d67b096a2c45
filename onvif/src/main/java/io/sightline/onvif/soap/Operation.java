package io.sightline.onvif.soap;

import io.sightline.onvif.http.DeviceAddress;
import java.time.Duration;

/**
 * A request to a service.
 *
 * @param name as the WSDL calls it
 * @param action the SOAP action of the WSDL
 * @param body the body's element, written
 * @param header further header elements, written, may be empty
 * @param access whether the device asks who we are
 * @param patience how long the device may think before it answers, beyond the read time-out
 */
public record Operation(
        DeviceAddress endpoint,
        String name,
        String action,
        String body,
        String header,
        Access access,
        Duration patience) {

    /** Access classes (ONVIF Core §5.9.4.3). */
    public enum Access {
        /** PRE_AUTH: answered to anybody, so that no password is sent. */
        ANYBODY,
        /** Everything else. */
        USER
    }

    /** An ordinary operation, its action made of the service's namespace and its name. */
    public static Operation of(DeviceAddress endpoint, String namespace, String name, String body) {
        return new Operation(
                endpoint, name, namespace + "/" + name, body, "", Access.USER, Duration.ZERO);
    }

    /** Whether it changes nothing, so that it may be sent twice: ONVIF names all of these alike. */
    boolean onlyAsks() {
        return name.startsWith("Get");
    }

    public Operation forAnybody() {
        return new Operation(endpoint, name, action, body, header, Access.ANYBODY, patience);
    }

    public Operation withHeader(String otherAction, String otherHeader) {
        return new Operation(endpoint, name, otherAction, body, otherHeader, access, patience);
    }

    public Operation withPatience(Duration other) {
        return new Operation(endpoint, name, action, body, header, access, other);
    }
}
