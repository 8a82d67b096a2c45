package io.sightline.server.notify;

import io.sightline.server.access.Rights;
import io.sightline.server.access.SocketAccess;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notifications. */
@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {

    @Bean
    Notifications notifications(Rights rights, InstantSource clock) {
        return new Notifications(rights, clock);
    }

    @Bean
    NotifyRoute notifyRoute(SocketAccess access, Notifications notifications) {
        return new NotifyRoute(access, notifications);
    }
}
