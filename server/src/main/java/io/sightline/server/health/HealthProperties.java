package io.sightline.server.health;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How cameras are looked after.
 *
 * @param interval in which each camera is looked at
 * @param first look after the start
 * @param misses in a row after which a camera counts as away, or without picture
 * @param alarmAfter a camera that is away for so long is an alarm
 * @param maxConcurrency cameras looked at at the same time; further ones wait
 * @param kept how long it is remembered how cameras were
 * @param mail who is mailed of alarms; nobody unless it is set
 */
@ConfigurationProperties("health")
record HealthProperties(
        @DefaultValue("30s") Duration interval,
        @DefaultValue("10s") Duration first,
        @DefaultValue("3") int misses,
        @DefaultValue("180s") Duration alarmAfter,
        @DefaultValue("64") int maxConcurrency,
        @DefaultValue("90d") Duration kept,
        @DefaultValue Set<AlarmRecipients> mail) {

    HealthProperties {
        mail = Set.copyOf(mail);
        if (!interval.isPositive() || first.isNegative() || !alarmAfter.isPositive()) {
            throw new IllegalArgumentException("health: times must be longer than 0");
        }
        if (misses < 1 || maxConcurrency < 1) {
            throw new IllegalArgumentException(
                    "health.misses and health.max-concurrency must be 1 or more");
        }
    }
}
