package io.sightline.server.account.key;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param maxPerAccount most that one account may have
 */
@ConfigurationProperties("account.api-key")
record KeyProperties(@DefaultValue("50") int maxPerAccount) {
    KeyProperties {
        if (maxPerAccount < 1) {
            throw new IllegalArgumentException("account.api-key.max-per-account must be 1 or more");
        }
    }
}
