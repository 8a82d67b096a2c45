package io.sightline.server.account.session;

import java.time.Instant;

/**
 * A log-in on one device, which lasts as long as its refresh token is used again and again.
 *
 * @param page whether its tokens lie in cookies of the page
 * @param generation how many times it was refreshed
 * @param userAgent of the log-in, as sent
 * @param address it was last used from
 */
public record Session(
        String id,
        String accountId,
        boolean page,
        long generation,
        String userAgent,
        String address,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
