package io.sightline.server.live;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Live viewing over HTTP.
 *
 * @param allowedOrigins web origins besides the server's own whose pages may read streams, as
 *     {@code https://host:port}; {@code *} allows every page
 * @param maxViewsPerUser streams that an account watches at once, moderators aside; opening one
 *     more closes the oldest; 0 for any number
 * @param sharedCaches whether caches between here and the viewers may keep media: only where they
 *     check themselves who may have it
 */
@ConfigurationProperties("live")
public record LiveProperties(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("4") int maxViewsPerUser,
        @DefaultValue("false") boolean sharedCaches) {

    public LiveProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        if (maxViewsPerUser < 0) {
            throw new IllegalArgumentException("live.max-views-per-user must be 0 or more");
        }
    }
}
