package io.sightline.simulator.onvif;

/** A request that is answered with a fault. */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String subcode;

    private SoapFault(int status, String code, String subcode, String text) {
        super(text);
        this.status = status;
        this.code = code;
        this.subcode = subcode;
    }

    static SoapFault notAuthorized() {
        return new SoapFault(400, "Sender", "NotAuthorized", "Sender not authorized");
    }

    static SoapFault locked() {
        return new SoapFault(400, "Sender", "NotAuthorized", "The account is locked, try later");
    }

    static SoapFault notSupported(String operation) {
        return new SoapFault(
                500, "Receiver", "ActionNotSupported", operation + " is not supported");
    }

    static SoapFault invalidArgument(String text) {
        return new SoapFault(400, "Sender", "InvalidArgVal", text);
    }

    static SoapFault gone() {
        return new SoapFault(400, "Sender", "ResourceUnknownFault", "no such subscription");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String subcode() {
        return subcode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
