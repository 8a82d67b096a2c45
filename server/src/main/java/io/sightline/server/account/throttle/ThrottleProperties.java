package io.sightline.server.account.throttle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may try to be somebody.
 *
 * @param perAddress attempts in a minute from one address, whomever they are for
 * @param perAccount failures in an hour for one account, wherever they come from
 * @param freeFailures failures for one account from one address before it has to wait
 * @param tokenCalls refreshes in a minute from one address
 * @param firstDelay the wait then; each further failure doubles it
 * @param longestDelay most that it grows to
 */
@ConfigurationProperties("account.throttle")
public record ThrottleProperties(
        @DefaultValue("60") int perAddress,
        @DefaultValue("100") int perAccount,
        @DefaultValue("3") int freeFailures,
        @DefaultValue("600") int tokenCalls,
        @DefaultValue("1s") Duration firstDelay,
        @DefaultValue("15m") Duration longestDelay) {

    public ThrottleProperties {
        requirePositive("per-address", perAddress);
        requirePositive("per-account", perAccount);
        requirePositive("free-failures", freeFailures);
        requirePositive("token-calls", tokenCalls);
        if (!firstDelay.isPositive() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "account.throttle.longest-delay must not be shorter than first-delay");
        }
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("account.throttle." + key + " must be 1 or more");
        }
    }
}
