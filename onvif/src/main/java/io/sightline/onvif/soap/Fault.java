package io.sightline.onvif.soap;

import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A SOAP fault, 1.2 (§5.4) or 1.1.
 *
 * @param codes the code and its subcodes from the outermost inwards, without prefixes
 * @param text what the device says about it
 */
record Fault(List<String> codes, String text) {

    private static final int MAX_TEXT = 200;
    private static final int MAX_SUBCODES = 8;

    Fault {
        codes = List.copyOf(codes);
    }

    /** The fault in a message's body, if there is one. */
    static Optional<Fault> in(XmlElement body) {
        return body.child("Fault").map(Fault::of);
    }

    private static Fault of(XmlElement fault) {
        List<String> codes = new ArrayList<>();
        Optional<XmlElement> code = fault.child("Code");
        while (code.isPresent() && codes.size() < MAX_SUBCODES) {
            code.get().textAt("Value").map(Fault::localName).ifPresent(codes::add);
            code = code.get().child("Subcode");
        }
        fault.textAt("faultcode").map(Fault::localName).ifPresent(codes::add);
        // WS-BaseFaults name themselves in the detail only.
        fault.child("Detail").or(() -> fault.child("detail")).stream()
                .flatMap(detail -> detail.children().stream())
                .filter(child -> child.name().endsWith("Fault"))
                .forEach(child -> codes.add(child.name()));
        String text =
                fault.textAt("Reason", "Text")
                        .or(() -> fault.textAt("faultstring"))
                        .or(() -> fault.textAt("Detail", "Text"))
                        .orElse("");
        return new Fault(codes, shortened(text));
    }

    private static String localName(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1).strip();
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…";
    }

    /** ONVIF Core §5.11.2 and what devices send instead. */
    Reason reason() {
        String said = text.toLowerCase(Locale.ROOT);
        if (named("notauthorized", "failedauthentication", "failedcheck", "operationprohibited")
                || named("invalidsecurity", "invalidsecuritytoken", "securityerror")
                || said.contains("not authorized")
                || said.contains("unauthorized")
                || said.contains("authentication failed")
                || said.contains("ws-security")
                || said.contains("authority failure")) {
            return speaksOfLock(said) ? Reason.ACCOUNT_LOCKED : Reason.NOT_AUTHORIZED;
        }
        // Profiles may be locked too.
        if (speaksOfLock(said) && said.matches(".*\\b(?:account|user|log-?in|attempts)\\b.*")) {
            return Reason.ACCOUNT_LOCKED;
        }
        if (named("resourceunknownfault", "unabletodestroysubscriptionfault")
                || said.contains("resource unknown")
                || said.contains("subscription not found")) {
            return Reason.GONE;
        }
        if (named("actionnotsupported", "optionalactionnotimplemented", "notsupported")
                || named("unsupportedconfig", "configmodify")
                || said.contains("not implemented")
                || said.contains("not supported")
                || said.contains("not recognized")) {
            return Reason.NOT_SUPPORTED;
        }
        if (named("invalidargval", "invalidargs", "invalidfilterfault")) {
            return Reason.INVALID_ARGUMENT;
        }
        return named("receiver", "server") ? Reason.DEVICE_FAULT : Reason.SENDER_FAULT;
    }

    static boolean speaksOfLock(String text) {
        return text.toLowerCase(Locale.ROOT)
                .matches("(?s).*\\b(?:locked|lockout|lockstatus|illegallogin)\\b.*");
    }

    private boolean named(String... names) {
        for (String code : codes) {
            for (String name : names) {
                if (code.toLowerCase(Locale.ROOT).equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** For people: what the device says, else its codes. */
    String description() {
        return text.isEmpty() ? String.join("/", codes) : text;
    }
}
