package io.sightline.server.live;

import io.sightline.media.stream.Stream;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.audience.Audience;
import io.sightline.server.audit.ViewLog;
import io.sightline.server.stream.StreamDirectory;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Live viewing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {

    @Bean
    LiveRoute liveRoute(
            StreamDirectory streams,
            MediaAccess access,
            ViewLog views,
            Audience audience,
            LiveProperties properties,
            InstantSource clock) {
        Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        LiveRoute route =
                new LiveRoute(
                        streams::find,
                        access,
                        new AuditedViewers(views, audience),
                        properties,
                        virtualThreads,
                        clock);
        streams.addListener(
                new StreamDirectory.Listener() {
                    @Override
                    public void removed(Stream stream) {
                        route.removed(stream);
                    }
                });
        return route;
    }
}
