package io.sightline.server.network;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code server.tls.*}.
 *
 * @param certificate PEM: the server's certificate, then those that lead to an authority
 * @param key PEM: its private key, not encrypted
 * @param checkInterval how often the files are looked at; what changed holds for new connections
 */
@ConfigurationProperties("server.tls")
public record TlsProperties(
        @Nullable Path certificate,
        @Nullable Path key,
        @DefaultValue("10s") Duration checkInterval) {

    public TlsProperties {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("certificate and key come together");
        }
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException("check-interval must be positive");
        }
    }

    public boolean enabled() {
        return certificate != null;
    }
}
