package io.sightline.server.live;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Live viewing over HTTP.
 *
 * @param allowedOrigins web origins besides the server's own whose pages may read streams, as
 *     {@code https://host:port}; {@code *} allows every page
 */
@ConfigurationProperties("live")
public record LiveProperties(@DefaultValue List<String> allowedOrigins) {

    public LiveProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
