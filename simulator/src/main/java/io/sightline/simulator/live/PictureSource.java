package io.sightline.simulator.live;

import java.time.Instant;

/** Makes pictures for an encoder. */
@FunctionalInterface
public interface PictureSource {

    /**
     * Lets time pass and draws: rows of blue, green, red, unused; valid until the next call.
     *
     * @param seconds since the last picture
     */
    byte[] draw(double seconds, Instant now);
}
