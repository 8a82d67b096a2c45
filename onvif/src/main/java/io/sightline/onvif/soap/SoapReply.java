package io.sightline.onvif.soap;

import io.sightline.onvif.http.HttpReply;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.xml.MalformedXmlException;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a device's answer means. A fault is one, whatever the HTTP status says. */
sealed interface SoapReply {

    /** The element within the body. */
    record Answer(XmlElement element) implements SoapReply {}

    /** Anything else. */
    record Failed(Reason reason, String detail) implements SoapReply {}

    static SoapReply read(HttpReply reply) {
        Optional<XmlElement> body = Optional.empty();
        String malformed = "";
        if (reply.body().length > 0) {
            try {
                body = XmlParser.parse(reply.body()).child("Body");
            } catch (MalformedXmlException e) {
                malformed = String.valueOf(e.getMessage());
            }
        }
        if (body.isPresent()) {
            return ofBody(reply, body.get());
        }
        if (reply.successful()) {
            // An answer that is whole in itself is taken even if HTTP announced more of it.
            return reply.whole()
                    ? new Failed(
                            Reason.NOT_ONVIF,
                            malformed.isEmpty() ? "the answer is not SOAP" : malformed)
                    : new Failed(Reason.CUT_OFF, "half an answer");
        }
        return new Failed(reasonOf(reply), describe(reply));
    }

    /** Whether it has an envelope; a camera's refusal may have none, a web page's never does. */
    static boolean isSoap(HttpReply reply) {
        try {
            return XmlParser.parse(reply.body()).child("Body").isPresent();
        } catch (MalformedXmlException _) {
            return false;
        }
    }

    private static SoapReply ofBody(HttpReply reply, XmlElement body) {
        Optional<Fault> fault = Fault.in(body);
        if (fault.isPresent()) {
            Reason reason = fault.get().reason();
            boolean refused = reply.status() == 401 && reason != Reason.ACCOUNT_LOCKED;
            return new Failed(refused ? Reason.NOT_AUTHORIZED : reason, fault.get().description());
        }
        if (!reply.successful()) {
            return new Failed(reasonOf(reply), describe(reply));
        }
        // Some answers hold nothing, and some devices leave out even the empty element for it.
        return new Answer(body.children().isEmpty() ? body : body.children().getFirst());
    }

    static Reason reasonOf(HttpReply reply) {
        if (reply.redirects()) {
            return Reason.REDIRECTED;
        }
        return switch (reply.status()) {
            case 401, 403 -> locked(reply) ? Reason.ACCOUNT_LOCKED : Reason.NOT_AUTHORIZED;
            case 423, 429 -> Reason.ACCOUNT_LOCKED;
            case 404, 405, 410, 501 -> Reason.NOT_ONVIF;
            default ->
                    reply.successful()
                            ? Reason.CUT_OFF
                            : reply.status() < 500 ? Reason.SENDER_FAULT : Reason.DEVICE_FAULT;
        };
    }

    /** Hikvision answers 401 with {@code <lockStatus>lock</lockStatus>} in a page of its own. */
    private static boolean locked(HttpReply reply) {
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return Fault.speaksOfLock(body) && !body.contains("<lockStatus>unlock</lockStatus>");
    }

    static String describe(HttpReply reply) {
        return reply.redirects()
                ? "the device redirects elsewhere, which is not followed"
                : "HTTP status " + reply.status();
    }
}
