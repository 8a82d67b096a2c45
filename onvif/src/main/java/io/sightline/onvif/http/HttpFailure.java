package io.sightline.onvif.http;

import java.io.IOException;

/** An exchange without a usable answer. */
public final class HttpFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Name unknown, connection refused or reset. */
        UNREACHABLE,
        /** No connection, no next byte, or no last byte in time. */
        TIMED_OUT,
        /** The guard does not want this address. */
        ADDRESS_REFUSED,
        /** The certificate is not believed, or there is no common TLS. */
        TLS,
        /** What came is not HTTP. */
        NOT_HTTP,
        /** The answer ended before its end. */
        CUT_OFF,
        /** The answer is longer than allowed. */
        TOO_LARGE
    }

    private final Kind kind;

    HttpFailure(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    HttpFailure(Kind kind, String detail, Throwable cause) {
        super(detail, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
