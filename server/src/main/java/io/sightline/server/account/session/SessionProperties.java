package io.sightline.server.account.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long somebody stays logged in.
 *
 * @param idle unused for so long, a session ends
 * @param longest used or not, it ends after so long
 * @param pageGrace how long after a refresh the page may come with the token before: two of its
 *     tabs share one cookie and may refresh at the same moment. Programs have no grace.
 */
@ConfigurationProperties("account.session")
public record SessionProperties(
        @DefaultValue("14d") Duration idle,
        @DefaultValue("90d") Duration longest,
        @DefaultValue("10s") Duration pageGrace) {

    public SessionProperties {
        if (!idle.isPositive()) {
            throw new IllegalArgumentException("account.session.idle must be longer than 0");
        }
        if (longest.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "account.session.longest must not be shorter than account.session.idle");
        }
        if (pageGrace.isNegative()) {
            throw new IllegalArgumentException("account.session.page-grace must not be negative");
        }
    }
}
