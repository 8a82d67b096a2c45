package io.sightline.media.rtsp;

import io.sightline.media.stream.StreamFailure;

/** A conversation that came to nothing. */
final class RtspFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamFailure failure;

    RtspFailure(StreamFailure.Type type, String detail) {
        super(detail);
        failure = new StreamFailure(type, detail);
    }

    RtspFailure(StreamFailure.Type type, String detail, Throwable cause) {
        super(detail, cause);
        failure = new StreamFailure(type, detail);
    }

    StreamFailure failure() {
        return failure;
    }
}
