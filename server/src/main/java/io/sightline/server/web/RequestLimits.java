package io.sightline.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code server.limits.*}.
 *
 * @param maxBody of a request
 * @param maxUpload of a request that brings a file
 */
@ConfigurationProperties("server.limits")
public record RequestLimits(
        @DefaultValue("1MB") DataSize maxBody, @DefaultValue("11MB") DataSize maxUpload) {

    public RequestLimits {
        if (maxBody.toBytes() < 1 || maxUpload.toBytes() < 1) {
            throw new IllegalArgumentException("max-body and max-upload must be positive");
        }
    }
}
