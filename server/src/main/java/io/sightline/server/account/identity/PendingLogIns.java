package io.sightline.server.account.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.server.secret.RandomToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Log-ins that are on their way through a provider, by their state. Each comes back once, to the
 * browser that it left from: that one has a cookie whose hash is here.
 */
final class PendingLogIns {

    static final Duration WAIT_FOR = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final Cache<String, Pending> pending =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(WAIT_FOR).build();

    /**
     * @param browserHash of the cookie
     * @param linkTo the account that it is to be linked to; empty: a log-in
     */
    private record Pending(
            OAuth2AuthorizationRequest request, String browserHash, Optional<String> linkTo) {}

    /** What was asked for. */
    record Left(OAuth2AuthorizationRequest request, Optional<String> linkTo) {}

    /** Returns the cookie. */
    String left(OAuth2AuthorizationRequest request, Optional<String> linkTo) {
        String browser = RandomToken.next();
        pending.put(
                String.valueOf(request.getState()),
                new Pending(request, RandomToken.hash(browser), linkTo));
        return browser;
    }

    /** Empty for a state that was never given out, came back before, or left from elsewhere. */
    Optional<Left> cameBack(String state, String browser) {
        Pending found = pending.asMap().remove(state);
        return Optional.ofNullable(found)
                .filter(left -> isSame(left.browserHash(), RandomToken.hash(browser)))
                .map(left -> new Left(left.request(), left.linkTo()));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
