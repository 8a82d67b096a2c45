package io.sightline.server.control;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How devices are spoken with.
 *
 * @param sessionLife after which it is found out anew where a device's services are and how far its
 *     clock is off
 * @param refusalKept how long a device is not asked again that refused user and password: accounts
 *     lock after some tries
 * @param retryAfter how long after a refusal somebody can have the device asked again all the same
 * @param eventLease how long events are listened to after somebody asked for them
 * @param eventsPerCamera that are kept of each camera, the newest
 * @param eventsKept after which events are forgotten
 */
@ConfigurationProperties("control")
record ControlProperties(
        @DefaultValue("10m") Duration sessionLife,
        @DefaultValue("5m") Duration refusalKept,
        @DefaultValue("10s") Duration retryAfter,
        @DefaultValue("2m") Duration eventLease,
        @DefaultValue("10000") int eventsPerCamera,
        @DefaultValue("30d") Duration eventsKept) {

    ControlProperties {
        if (!sessionLife.isPositive()
                || !refusalKept.isPositive()
                || retryAfter.isNegative()
                || !eventLease.isPositive()
                || !eventsKept.isPositive()) {
            throw new IllegalArgumentException("control: times must be longer than 0");
        }
        if (eventsPerCamera < 1) {
            throw new IllegalArgumentException("control.events-per-camera must be 1 or more");
        }
    }
}
