package io.sightline.server.camera;

import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.stream.StreamDirectory;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CameraProperties.class)
class CameraConfiguration {

    @Bean
    Cameras cameras(
            Database database,
            SecretBox secrets,
            StreamDirectory directory,
            CameraProperties properties,
            InstantSource clock) {
        return new Cameras(
                new CameraRepository(database, secrets),
                new CameraStreams(directory, properties.rtsp().settings(), clock),
                new StreamNaming(properties.stream().naming()),
                clock);
    }

    @Bean
    CameraProbe cameraProbe(CameraProperties properties) {
        return new CameraProbe(properties.rtsp().settings(), properties.probe().maxConcurrency());
    }

    @Bean
    CameraReconciler cameraReconciler(Cameras cameras, CameraProperties properties) {
        return new CameraReconciler(cameras, properties.reconcileInterval());
    }
}
