package io.sightline.server.stream;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.loop.MediaLoops;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The media loops and the streams on them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class StreamConfiguration {

    @Bean
    MediaLoops mediaLoops(StreamProperties properties) {
        int cores = Runtime.getRuntime().availableProcessors();
        int count = properties.mediaLoops() == 0 ? cores : properties.mediaLoops();
        return MediaLoops.start(count, MediaLoop.DEFAULT_PACE);
    }

    @Bean
    StreamDirectory streamDirectory(
            MediaLoops loops, StreamProperties properties, InstantSource clock) {
        return new StreamDirectory(loops, properties.settings(), clock);
    }
}
