package io.sightline.onvif.event;

import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.util.Optional;
import java.util.UUID;

/** WS-Addressing 1.0 headers: by them a device knows which subscription is meant. */
final class Addressing {

    private static final String ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";
    private static final int MAX_DEPTH = 8;

    private Addressing() {}

    /**
     * @param to as the device wrote it, host and all: some compare it
     * @param parameters as of {@link #parameters}
     */
    static String header(String to, String action, String parameters) {
        return XmlWriter.of("wsa:Action", "s:mustUnderstand", "1").textOnly(action)
                + XmlWriter.of("wsa:MessageID").textOnly("urn:uuid:" + UUID.randomUUID())
                + XmlWriter.of("wsa:ReplyTo").text("wsa:Address", ANONYMOUS)
                + XmlWriter.of("wsa:To", "s:mustUnderstand", "1").textOnly(to)
                + parameters;
    }

    /**
     * The reference parameters of an endpoint, as header elements (WS-Addressing 1.0 SOAP Binding
     * §3): Axis, for one, tells its subscriptions apart by nothing else.
     */
    static String parameters(XmlElement reference) {
        Optional<XmlElement> parameters = reference.child("ReferenceParameters");
        if (parameters.isEmpty()) {
            return "";
        }
        StringBuilder header = new StringBuilder();
        for (XmlElement parameter : parameters.get().children()) {
            header.append(copy(parameter, true, 0));
        }
        return header.toString();
    }

    private static String copy(XmlElement element, boolean outermost, int depth) {
        XmlWriter copy =
                outermost
                        ? XmlWriter.of(
                                element.name(),
                                "xmlns",
                                element.namespace(),
                                "wsa:IsReferenceParameter",
                                "true")
                        : XmlWriter.of(element.name(), "xmlns", element.namespace());
        if (element.children().isEmpty() || depth == MAX_DEPTH) {
            return copy.textOnly(element.text());
        }
        for (XmlElement child : element.children()) {
            copy.written(copy(child, false, depth + 1));
        }
        return copy.toString();
    }
}
