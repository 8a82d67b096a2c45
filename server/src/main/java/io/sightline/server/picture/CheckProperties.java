package io.sightline.server.picture;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the pictures of all cameras are looked at once a day.
 *
 * @param at time of day, in the server's time zone; by day pictures tell more
 * @param first look after the start, where the last one was missed
 * @param again first of the further looks at a camera whose picture did not come; the others take
 *     four times as long
 * @param spread over which many cameras are spread; few take as long as they take
 * @param maxConcurrency cameras looked at at the same time
 * @param apart least time between two of the pictures that are compared
 * @param limit how long a camera may take to deliver them
 * @param kept how long verdicts are remembered
 * @param thumbnails kept of each camera; older ones are deleted
 */
@ConfigurationProperties("picture.check")
record CheckProperties(
        @DefaultValue("12:00") LocalTime at,
        @DefaultValue("60s") Duration first,
        @DefaultValue("15m") Duration again,
        @DefaultValue("60m") Duration spread,
        @DefaultValue("4") int maxConcurrency,
        @DefaultValue("3s") Duration apart,
        @DefaultValue("25s") Duration limit,
        @DefaultValue("90d") Duration kept,
        @DefaultValue("7") int thumbnails) {

    CheckProperties {
        if (first.isNegative() || spread.isNegative() || apart.isNegative()) {
            throw new IllegalArgumentException("picture.check: times must not be negative");
        }
        if (!again.isPositive() || !limit.isPositive() || !kept.isPositive()) {
            throw new IllegalArgumentException("picture.check: times must be longer than 0");
        }
        if (maxConcurrency < 1 || thumbnails < 1) {
            throw new IllegalArgumentException(
                    "picture.check.max-concurrency and .thumbnails must be 1 or more");
        }
    }
}
