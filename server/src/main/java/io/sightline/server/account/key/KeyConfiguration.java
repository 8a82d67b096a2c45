package io.sightline.server.account.key;

import io.sightline.server.access.Rights;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyProperties.class)
class KeyConfiguration {

    @Bean
    KeyRing keyRing(Database database, InstantSource clock) {
        return new KeyRing(database, clock);
    }

    @Bean
    KeyIssue keyIssue(
            Database database,
            KeyRing ring,
            Rights rights,
            AuditLog audit,
            InstantSource clock,
            KeyProperties properties) {
        return new KeyIssue(database, ring, rights, audit, clock, properties.maxPerAccount());
    }
}
