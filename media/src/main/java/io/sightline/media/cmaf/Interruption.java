package io.sightline.media.cmaf;

/** What came between a chunk and the one before it, if anything did. */
public enum Interruption {
    NONE,
    /** Packets were lost on their way from the camera. */
    PACKETS_LOST,
    /** The connection to the camera ended, and there is a new one. */
    NEW_SESSION
}
