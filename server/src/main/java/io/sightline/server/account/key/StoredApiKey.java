package io.sightline.server.account.key;

import io.sightline.server.access.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key of a program, without the key itself: that was shown once.
 *
 * @param username of the account that it acts as
 * @param expiresAt empty when it is good until it is deleted
 */
record StoredApiKey(
        String id,
        String accountId,
        String username,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    StoredApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean isGoodAt(Instant now) {
        return expiresAt.isEmpty() || now.isBefore(expiresAt.get());
    }
}
