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
            Database database,
            CameraRepository repository,
            CameraChanges changes,
            CameraDeletions deletions,
            RowFollower follower,
            Groups groups) {
        return new CameraBulk(database, repository, changes, deletions, follower, groups);
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
    CameraCatalogue cameraCatalogue() {
        return new CameraCatalogue();
    }

    @Bean
    CameraStreams cameraStreams(StreamDirectory directory, RtspSettings rtsp, InstantSource clock) {
        return new CameraStreams(directory, rtsp, clock);
    }

    @Bean
    FreeStreamNames freeStreamNames(
            CameraProperties properties, CameraStreams streams, CameraRepository repository) {
        return new FreeStreamNames(
                new StreamNaming(properties.stream().naming()), streams, repository);
    }

    @Bean
    RowFollower rowFollower(
            CameraRepository repository,
            Rights rights,
            CameraCatalogue catalogue,
            CameraStreams streams) {
        return new RowFollower(repository, rights, catalogue, streams);
    }

    @Bean
    CameraAdditions cameraAdditions(
            Database database,
            CameraRepository repository,
            CameraCatalogue catalogue,
            RowFollower follower,
            AddressPolicy addresses,
            Groups groups,
            FreeStreamNames names,
            AuditLog audit,
            InstantSource clock) {
        return new CameraAdditions(
                database, repository, catalogue, follower, addresses, groups, names, audit, clock);
    }

    @Bean
    CameraChanges cameraChanges(
            Database database,
            CameraRepository repository,
            CameraCatalogue catalogue,
            RowFollower follower,
            CameraAdditions additions,
            AddressPolicy addresses,
            Groups groups,
            FreeStreamNames names,
            AuditLog audit) {
        return new CameraChanges(
                database,
                repository,
                catalogue,
                follower,
                additions,
                addresses,
                groups,
                names,
                audit);
    }

    @Bean
    CameraDeletions cameraDeletions(
            Database database,
            CameraRepository repository,
            RowFollower follower,
            RecordingRemoval recordings,
            AuditLog audit) {
        return new CameraDeletions(database, repository, follower, recordings, audit);
    }

    @Bean
    Cameras cameras(
            CameraCatalogue catalogue,
            FreeStreamNames names,
            CameraAdditions additions,
            CameraChanges changes,
            CameraDeletions deletions,
            RowFollower follower) {
        return new Cameras(catalogue, names, additions, changes, deletions, follower);
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
    CameraReconciler cameraReconciler(
            Database database,
            CameraRepository repository,
            RowFollower follower,
            CameraProperties properties) {
        return new CameraReconciler(database, repository, follower, properties.reconcileInterval());
    }
}
