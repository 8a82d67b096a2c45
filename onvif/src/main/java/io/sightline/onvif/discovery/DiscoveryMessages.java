package io.sightline.onvif.discovery;

import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes what WS-Discovery (April 2005) sends. */
final class DiscoveryMessages {

    private static final String TO = "urn:schemas-xmlsoap-org:ws:2005:04:discovery";
    private static final String ANONYMOUS =
            "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

    private DiscoveryMessages() {}

    /** §5.2. */
    static byte[] probe(String type) {
        return message(
                "Probe", XmlWriter.of("wsdd:Probe").text("wsdd:Types", type).toString(), type);
    }

    /** §6.2: for who answered without saying where it is. */
    static byte[] resolve(String endpoint) {
        return message(
                "Resolve",
                XmlWriter.of("wsdd:Resolve")
                        .open("wsad:EndpointReference")
                        .text("wsad:Address", endpoint)
                        .toString(),
                "");
    }

    private static byte[] message(String action, String body, String usedInText) {
        String header =
                XmlWriter.of("s:Header")
                        .text("wsad:Action", Namespaces.of("wsdd") + "/" + action)
                        .text("wsad:MessageID", "urn:uuid:" + UUID.randomUUID())
                        .open("wsad:ReplyTo")
                        .text("wsad:Address", ANONYMOUS)
                        .close()
                        .text("wsad:To", TO)
                        .toString();
        String inner = header + "<s:Body>" + body + "</s:Body>";
        // The type's prefix is in text, where nobody else would look for it.
        String declarations = Namespaces.declarations("<s:Envelope> " + usedInText + inner);
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope"
                        + declarations
                        + ">"
                        + inner
                        + "</s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
