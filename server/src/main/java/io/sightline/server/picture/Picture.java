package io.sightline.server.picture;

import java.time.Instant;

/**
 * A picture as people look at it.
 *
 * @param jpeg not to be changed: those who ask at the same time get the same array
 * @param takenAt when the camera took it
 */
@SuppressWarnings("ArrayRecordComponent") // handed to a socket; compared by nobody
public record Picture(byte[] jpeg, Instant takenAt) {}
