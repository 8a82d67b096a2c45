package io.sightline.server.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves; the SMTP server itself is {@code spring.mail.host} and its neighbours.
 *
 * @param from the sender
 * @param retryFirst wait after the first failure; each further one doubles it
 * @param giveUpAfter failures after which a mail is dropped
 */
@ConfigurationProperties("mail")
public record MailProperties(
        @DefaultValue("sightline@localhost") String from,
        @DefaultValue("10s") Duration retryFirst,
        @DefaultValue("10") int giveUpAfter) {

    public MailProperties {
        if (!from.contains("@")) {
            throw new IllegalArgumentException("mail.from must be an e-mail address");
        }
        if (!retryFirst.isPositive()) {
            throw new IllegalArgumentException("mail.retry-first must be longer than 0");
        }
        if (giveUpAfter < 1) {
            throw new IllegalArgumentException("mail.give-up-after must be 1 or more");
        }
    }
}
