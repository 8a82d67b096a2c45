package io.sightline.simulator.onvif;

/** Text within markup. */
final class Xml {

    private static final String ENVELOPE =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\""
                    + " xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""
                    + " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\""
                    + " xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\""
                    + " xmlns:tptz=\"http://www.onvif.org/ver20/ptz/wsdl\""
                    + " xmlns:timg=\"http://www.onvif.org/ver20/imaging/wsdl\""
                    + " xmlns:tev=\"http://www.onvif.org/ver10/events/wsdl\""
                    + " xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\""
                    + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\""
                    + " xmlns:tns1=\"http://www.onvif.org/ver10/topics\""
                    + " xmlns:ter=\"http://www.onvif.org/ver10/error\""
                    + " xmlns:tt=\"http://www.onvif.org/ver10/schema\">"
                    + "<SOAP-ENV:Body>";

    private Xml() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String envelope(String body) {
        return ENVELOPE + body + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    static String fault(SoapFault fault) {
        return envelope(
                """
                <SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:%s</SOAP-ENV:Value>\
                <SOAP-ENV:Subcode><SOAP-ENV:Value>ter:%s</SOAP-ENV:Value></SOAP-ENV:Subcode>\
                </SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">%s</SOAP-ENV:Text>\
                </SOAP-ENV:Reason></SOAP-ENV:Fault>"""
                        .formatted(fault.code(), fault.subcode(), escaped(fault.text())));
    }
}
