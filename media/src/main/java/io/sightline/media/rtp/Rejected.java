package io.sightline.media.rtp;

/**
 * Why a payload could not be used.
 *
 * @param kind whether it breaks its RFC or uses a part of it that is not supported
 * @param offset in bytes from the start of the payload
 */
record Rejected(Kind kind, String reason, int offset) {

    enum Kind {
        MALFORMED,
        UNSUPPORTED
    }

    static Rejected malformed(String reason, int offset) {
        return new Rejected(Kind.MALFORMED, reason, offset);
    }

    static Rejected unsupported(String reason, int offset) {
        return new Rejected(Kind.UNSUPPORTED, reason, offset);
    }
}
