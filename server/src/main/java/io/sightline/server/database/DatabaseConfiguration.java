package io.sightline.server.database;

import io.sightline.server.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded default: one SQLite file in the data directory. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(DataDirectory data) {
        return Database.open(data.path().resolve("sightline.db"));
    }
}
