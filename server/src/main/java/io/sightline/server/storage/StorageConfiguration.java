package io.sightline.server.storage;

import io.sightline.media.segment.Archive;
import io.sightline.media.segment.SegmentListener;
import io.sightline.server.DataDirectory;
import io.sightline.server.database.Database;
import io.sightline.server.storage.RecordingProperties.VolumePlace;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The volumes and their threads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingProperties.class)
class StorageConfiguration {

    @Bean
    Storage storage(
            RecordingProperties properties,
            DataDirectory data,
            Database database,
            InstantSource clock,
            SegmentListener listener) {
        List<VolumePlace> places =
                properties.volumes().isEmpty()
                        ? List.of(new VolumePlace("main", data.path().resolve("recordings")))
                        : properties.volumes();
        Archive archive = new Archive(properties.settings(), clock, listener);
        return new Storage(places, archive, database);
    }
}
