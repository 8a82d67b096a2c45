package io.sightline.server.account;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Accounts.
 *
 * @param publicUrl where browsers find the server, for links in mail; empty: this machine
 * @param linkValidFor how long a link to choose a password, or to confirm an address, works
 */
@ConfigurationProperties("account")
public record AccountProperties(
        @DefaultValue("") String publicUrl, @DefaultValue("1h") Duration linkValidFor) {

    public AccountProperties {
        publicUrl =
                publicUrl.endsWith("/")
                        ? publicUrl.substring(0, publicUrl.length() - 1)
                        : publicUrl;
        if (!publicUrl.isEmpty() && !isWebAddress(publicUrl)) {
            throw new IllegalArgumentException(
                    "account.public-url must look like https://video.example.org");
        }
        if (!linkValidFor.isPositive()) {
            throw new IllegalArgumentException("account.link-valid-for must be longer than 0");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
