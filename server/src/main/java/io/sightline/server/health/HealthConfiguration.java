package io.sightline.server.health;

import io.sightline.server.account.UserAccounts;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.database.Database;
import io.sightline.server.mail.Postman;
import io.sightline.server.notify.Notifications;
import io.sightline.server.stream.StreamDirectory;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cameras' health. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthProperties.class)
class HealthConfiguration {

    @Bean
    HealthLog healthLog(Database database) {
        return new HealthLog(database);
    }

    @Bean
    HealthBook healthBook(HealthProperties properties, HealthLog log) {
        return new HealthBook(properties, log);
    }

    @Bean
    AlarmLog alarmLog(Database database) {
        return new AlarmLog(database);
    }

    @Bean
    AlarmMail alarmMail(
            HealthProperties properties,
            AlarmLog alarms,
            UserAccounts accounts,
            Postman postman,
            Database database,
            InstantSource clock) {
        return new AlarmMail(properties.mail(), alarms, accounts, postman, database, clock);
    }

    @Bean
    Patrol patrol(
            HealthProperties properties,
            CameraControl cameras,
            StreamDirectory streams,
            HealthBook book,
            HealthLog log,
            Notifications notifications,
            AlarmMail mail,
            InstantSource clock) {
        return new Patrol(
                properties,
                cameras,
                new Checkup(streams, cameras),
                book,
                log,
                new HealthNews(notifications, clock),
                mail,
                clock);
    }

    @Bean
    HealthFigures healthFigures(HealthBook book, Patrol patrol) {
        return new HealthFigures(book, patrol);
    }
}
