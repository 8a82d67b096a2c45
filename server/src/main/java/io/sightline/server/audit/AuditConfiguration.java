package io.sightline.server.audit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sightline.server.DataDirectory;
import io.sightline.server.database.Database;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    private static final int WAITING_ENTRIES = 4_096;

    @Bean
    AuditLog auditLog(Database database, InstantSource clock) {
        return new AuditLog(database, clock);
    }

    @Bean
    AuditEntries auditEntries(Database database) {
        return new AuditEntries(database);
    }

    @Bean
    AuditAnchors auditAnchors(AuditEntries entries, DataDirectory data, InstantSource clock) {
        return new AuditAnchors(entries, data.path(), clock);
    }

    @Bean
    AuditKeeper auditKeeper(AuditLog log, AuditAnchors anchors, AuditProperties properties) {
        return new AuditKeeper(log, anchors, properties.anchorInterval());
    }

    @Bean
    EntryQueue entryQueue(AuditLog log, AuditKeeper keeper, InstantSource clock) {
        // After the keeper, so that it is closed before the keeper enters the server's stop.
        return new EntryQueue(log, clock, WAITING_ENTRIES);
    }

    @Bean
    @Lazy
    MeterBinder auditMetrics(EntryQueue entries) {
        return registry ->
                FunctionCounter.builder("audit_entries_lost", entries, EntryQueue::lostSoFar)
                        .description("Views and refusals that could not be entered")
                        .register(registry);
    }

    @Bean
    ViewLog viewLog(EntryQueue entries, AuditProperties properties) {
        return new ViewLog(entries, properties.viewIdle(), Ticker.systemTicker());
    }

    @Bean
    RefusalLog refusalLog(EntryQueue entries) {
        return new RefusalLog(entries, Ticker.systemTicker());
    }
}
