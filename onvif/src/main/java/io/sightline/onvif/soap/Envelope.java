package io.sightline.onvif.soap;

import io.sightline.onvif.xml.Namespaces;
import java.nio.charset.StandardCharsets;

/** The SOAP 1.2 envelope around a message. */
final class Envelope {

    private Envelope() {}

    static byte[] around(String header, String body) {
        String inner =
                (header.isEmpty() ? "" : "<s:Header>" + header + "</s:Header>")
                        + "<s:Body>"
                        + body
                        + "</s:Body></s:Envelope>";
        String declarations = Namespaces.declarations("<s:Envelope>" + inner);
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope"
                        + declarations
                        + ">"
                        + inner)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** SOAP 1.2 part 2 §7.1.4: the action is a parameter of the media type. */
    static String contentType(String action) {
        return "application/soap+xml; charset=utf-8; action=\"" + action + "\"";
    }
}
