package io.sightline.server.account.identity;

import java.time.Instant;

/**
 * Who an account's owner is elsewhere.
 *
 * @param subject what the provider calls them, for ever
 */
record Identity(
        String id,
        String accountId,
        String provider,
        String subject,
        String name,
        String email,
        Instant linkedAt) {}
