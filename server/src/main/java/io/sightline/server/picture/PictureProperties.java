package io.sightline.server.picture;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pictures are taken.
 *
 * @param maxConcurrency ffmpeg processes at the same time; further pictures wait
 * @param turnTimeout how long one waits for its turn
 * @param decodeTimeout after which an ffmpeg process is killed
 * @param kept how long a stream's picture is given to others who ask for it
 */
@ConfigurationProperties("picture")
record PictureProperties(
        @DefaultValue("2") int maxConcurrency,
        @DefaultValue("10s") Duration turnTimeout,
        @DefaultValue("10s") Duration decodeTimeout,
        @DefaultValue("1s") Duration kept) {

    PictureProperties {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("picture.max-concurrency must be 1 or more");
        }
        if (!turnTimeout.isPositive() || !decodeTimeout.isPositive() || !kept.isPositive()) {
            throw new IllegalArgumentException("picture: times must be longer than 0");
        }
    }
}
