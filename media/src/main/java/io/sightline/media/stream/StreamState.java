package io.sightline.media.stream;

/** What a stream's source is doing. */
public enum StreamState {
    /** Nobody wants it: not connected. */
    IDLE,
    /** Connecting for the first time, or media has not yet begun to flow. */
    CONNECTING,
    /** Media flows. */
    LIVE,
    /** Failed; waiting for the next try. */
    RETRYING
}
