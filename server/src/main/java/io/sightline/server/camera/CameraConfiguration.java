package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspSettings;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import io.sightline.server.recording.RecordingRemoval;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.stream.StreamDirectory;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CameraProperties.class, AddressRules.class})
class CameraConfiguration {

    @Bean
    OwnPorts ownPorts() {
        return new OwnPorts();
    }

    @Bean
    AddressPolicy addressPolicy(AddressRules rules, OwnPorts ownPorts) {
        return new AddressPolicy(rules, ownPorts);
    }

    /** How cameras are connected to, for whoever does. */
    @Bean
    RtspSettings cameraRtspSettings(CameraProperties properties, AddressPolicy addresses) {
        return properties.rtsp().settings(addresses);
    }

    @Bean
    CameraTemplates cameraTemplates() {
        return CameraTemplates.read();
    }

    @Bean
    CameraRepository cameraRepository(Database database, SecretBox secrets) {
        return new CameraRepository(database, new CameraSecrets(secrets));
    }

    @Bean
    CameraBulk cameraBulk(
            Database database, Cameras cameras, CameraRepository repository, Groups groups) {
        return new CameraBulk(database, cameras, repository, groups);
    }

    @Bean
    CameraImport cameraImport(Cameras cameras, CameraTemplates templates, AddressPolicy addresses) {
        return new CameraImport(cameras, templates, new AddressLookups(addresses));
    }

    @Bean
    Groups groups(Database database, AuditLog audit, InstantSource clock) {
        return new Groups(database, audit, clock);
    }

    @Bean
    Favourites favourites(Database database) {
        return new Favourites(database);
    }

    @Bean
    Cameras cameras(
            Database database,
            CameraRepository repository,
            StreamDirectory directory,
            CameraProperties properties,
            RtspSettings rtsp,
            AddressPolicy addresses,
            Groups groups,
            Rights rights,
            AuditLog audit,
            RecordingRemoval recordings,
            InstantSource clock) {
        return new Cameras(
                database,
                repository,
                new CameraStreams(directory, rtsp, clock),
                addresses,
                groups,
                rights,
                audit,
                recordings,
                new StreamNaming(properties.stream().naming()),
                clock);
    }

    @Bean
    CameraProbe cameraProbe(
            CameraProperties properties, RtspSettings rtsp, AddressPolicy addresses) {
        return new CameraProbe(rtsp, addresses, properties.probe().maxConcurrency());
    }

    @Bean
    CameraControl cameraControl(
            Cameras cameras, CameraProperties properties, AddressPolicy addresses) {
        return new CameraControl(cameras, properties.rtsp().settings(addresses), addresses);
    }

    @Bean
    CameraReconciler cameraReconciler(Cameras cameras, CameraProperties properties) {
        return new CameraReconciler(cameras, properties.reconcileInterval());
    }
}
