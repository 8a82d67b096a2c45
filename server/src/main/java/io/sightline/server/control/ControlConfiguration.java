package io.sightline.server.control;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.camera.AddressPolicy;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.database.Database;
import io.sightline.server.notify.Notifications;
import io.sightline.server.notify.Topic;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Control of devices. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class ControlConfiguration {

    @Bean
    DeviceSessions deviceSessions(
            AddressPolicy addresses, CameraControl cameras, ControlProperties properties) {
        return new DeviceSessions(addresses, cameras, properties);
    }

    @Bean
    CameraDevices cameraDevices(CameraControl cameras, Rights rights, DeviceSessions sessions) {
        return new CameraDevices(cameras, rights, sessions);
    }

    @Bean
    ControlLog controlLog(AuditLog audit) {
        return new ControlLog(audit);
    }

    @Bean
    ImagingBefore imagingBefore(Database database) {
        return new ImagingBefore(database);
    }

    @Bean
    WatchedCameras watchedCameras(Database database) {
        return new WatchedCameras(database);
    }

    @Bean
    EventLog eventLog(Database database, ControlProperties properties) {
        return new EventLog(database, properties.eventsPerCamera());
    }

    @Bean
    EventQueue eventQueue(EventLog events, Notifications notifications) {
        return new EventQueue(
                events,
                entries ->
                        entries.forEach(
                                entry ->
                                        notifications.publish(
                                                Topic.CAMERA_EVENT,
                                                entry.cameraId(),
                                                entry.event())));
    }

    @Bean
    @Lazy
    MeterBinder eventMetrics(EventQueue events) {
        return registry ->
                FunctionCounter.builder("camera_events_lost", events, EventQueue::lostSoFar)
                        .description("Events of cameras that could not be entered")
                        .register(registry);
    }

    @Bean
    EventWatches eventWatches(
            CameraControl cameras,
            DeviceSessions sessions,
            WatchedCameras watched,
            EventLog events,
            EventQueue queue,
            ControlProperties properties,
            InstantSource clock) {
        return new EventWatches(cameras, sessions, watched, events, queue, properties, clock);
    }

    @Bean
    PtzDrives ptzDrives() {
        return new PtzDrives();
    }
}
