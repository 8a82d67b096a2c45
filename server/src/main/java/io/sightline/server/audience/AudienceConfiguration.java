package io.sightline.server.audience;

import io.sightline.server.database.Database;
import io.sightline.server.stream.StreamDirectory;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counting who watches. */
@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {

    @Bean
    Audience audience(InstantSource clock) {
        return new Audience(clock);
    }

    @Bean
    AudienceLog audienceLog(Database database) {
        return new AudienceLog(database);
    }

    @Bean
    AudienceMeter audienceMeter(
            Audience audience, AudienceLog history, StreamDirectory streams, InstantSource clock) {
        return new AudienceMeter(audience, history, streams::definition, clock);
    }
}
