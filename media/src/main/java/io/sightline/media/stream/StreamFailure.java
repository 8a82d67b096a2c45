package io.sightline.media.stream;

/**
 * Why a stream's source does not deliver.
 *
 * @param detail a sentence for the person who looks after the camera; never with a password in it
 */
public record StreamFailure(Type type, String detail) {

    /** Stable names: they are the last part of problem types in the API. */
    public enum Type {
        /** The address is not one that this source understands. */
        INVALID_ADDRESS,
        /** No route, unknown host, or no answer within the connect time-out. */
        UNREACHABLE,
        /** The host answers, but nothing listens on the port. */
        REFUSED,
        /** User name or password missing or wrong. */
        UNAUTHORIZED,
        /** The host has no stream under this path. */
        NOT_FOUND,
        /** The stream has no video track. */
        NO_VIDEO,
        /** There is video, in a codec that is not supported. */
        UNSUPPORTED_CODEC,
        /** Connected, but no media arrives any more. */
        STALLED,
        /** The peer closed the connection. */
        CLOSED,
        /** The peer says something that is not RTSP, or contradicts itself. */
        PROTOCOL_ERROR;

        /** {@code invalid-address}, {@code unreachable}, …: the form used in URLs and JSON. */
        public String slug() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
