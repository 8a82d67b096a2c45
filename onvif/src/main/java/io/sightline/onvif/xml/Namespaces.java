package io.sightline.onvif.xml;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prefixes that messages are written with. */
public final class Namespaces {

    public static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    public static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    public static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    public static final String PTZ = "http://www.onvif.org/ver20/ptz/wsdl";
    public static final String IMAGING = "http://www.onvif.org/ver20/imaging/wsdl";
    public static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";
    public static final String SCHEMA = "http://www.onvif.org/ver10/schema";

    private static final Map<String, String> BY_PREFIX =
            Map.ofEntries(
                    Map.entry("s", "http://www.w3.org/2003/05/soap-envelope"),
                    Map.entry(
                            "wsse",
                            "http://docs.oasis-open.org/wss/2004/01/"
                                    + "oasis-200401-wss-wssecurity-secext-1.0.xsd"),
                    Map.entry(
                            "wsu",
                            "http://docs.oasis-open.org/wss/2004/01/"
                                    + "oasis-200401-wss-wssecurity-utility-1.0.xsd"),
                    Map.entry("wsa", "http://www.w3.org/2005/08/addressing"),
                    Map.entry("wsnt", "http://docs.oasis-open.org/wsn/b-2"),
                    Map.entry("wsdd", "http://schemas.xmlsoap.org/ws/2005/04/discovery"),
                    Map.entry("wsad", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
                    Map.entry("wsdp", "http://schemas.xmlsoap.org/ws/2006/02/devprof"),
                    Map.entry("dn", "http://www.onvif.org/ver10/network/wsdl"),
                    Map.entry("tds", DEVICE),
                    Map.entry("trt", MEDIA),
                    Map.entry("tr2", MEDIA2),
                    Map.entry("tptz", PTZ),
                    Map.entry("timg", IMAGING),
                    Map.entry("tev", EVENTS),
                    Map.entry("tt", SCHEMA));

    private static final Pattern PREFIX = Pattern.compile("[</\\s\">]([a-z0-9]+):[A-Za-z]");

    private Namespaces() {}

    /** Declarations for the prefixes that occur in this XML, and no others: cameras are small. */
    public static String declarations(String xml) {
        Map<String, String> used = new TreeMap<>();
        Matcher matcher = PREFIX.matcher(xml);
        while (matcher.find()) {
            String uri = BY_PREFIX.get(matcher.group(1));
            if (uri != null) {
                used.put(matcher.group(1), uri);
            }
        }
        StringBuilder declarations = new StringBuilder();
        used.forEach(
                (prefix, uri) ->
                        declarations
                                .append(" xmlns:")
                                .append(prefix)
                                .append("=\"")
                                .append(uri)
                                .append('"'));
        return declarations.toString();
    }

    public static String of(String prefix) {
        String uri = BY_PREFIX.get(prefix);
        if (uri == null) {
            throw new IllegalArgumentException("no such prefix: " + prefix);
        }
        return uri;
    }
}
