package io.sightline.onvif.soap;

import io.sightline.onvif.http.DeviceAddress;

/**
 * An operation that came to nothing. The message says device, operation and reason, and never a
 * password.
 */
public final class OnvifException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is: what can be done about it depends on this. */
    public enum Reason {
        /** Name unknown, connection refused or reset. */
        UNREACHABLE,
        /** No connection, no next byte, or no whole answer in time. */
        TIMED_OUT,
        /** The guard of the settings does not want this address to be connected to. */
        ADDRESS_REFUSED,
        /** The certificate is not believed, or there is no common TLS. */
        TLS,
        /** What answers is no ONVIF service: not HTTP, not SOAP, or not found. */
        NOT_ONVIF,
        /** The answer ended before its end. */
        CUT_OFF,
        /** The answer is longer than the settings allow. */
        TOO_LARGE,
        /** The device wants us to go elsewhere. */
        REDIRECTED,
        /** User name or password are wrong or missing, or the user may not do this. */
        NOT_AUTHORIZED,
        /** Too many wrong passwords: the device takes none for a while. */
        ACCOUNT_LOCKED,
        /** The device does not know this operation or this option. */
        NOT_SUPPORTED,
        /** Token unknown, value out of range. */
        INVALID_ARGUMENT,
        /** What is spoken of is no longer there, a subscription as a rule. */
        GONE,
        /** The device says that the request is wrong, for another reason. */
        SENDER_FAULT,
        /** The device says that it failed. */
        DEVICE_FAULT,
        /** The answer is SOAP, but does not hold what it must. */
        UNEXPECTED_ANSWER
    }

    private final transient DeviceAddress device;
    private final String operation;
    private final Reason reason;
    private final String detail;

    public OnvifException(DeviceAddress device, String operation, Reason reason, String detail) {
        super(device.hostAndPort() + " " + operation + ": " + detail);
        this.device = device;
        this.operation = operation;
        this.reason = reason;
        this.detail = detail;
    }

    OnvifException(
            DeviceAddress device, String operation, Reason reason, String detail, Throwable cause) {
        this(device, operation, reason, detail);
        initCause(cause);
    }

    public DeviceAddress device() {
        return device;
    }

    /** As the WSDL calls it: {@code GetProfiles}. */
    public String operation() {
        return operation;
    }

    public Reason reason() {
        return reason;
    }

    /** In words, without the device and the operation. */
    public String detail() {
        return detail;
    }
}
