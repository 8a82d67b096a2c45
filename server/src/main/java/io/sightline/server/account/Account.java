package io.sightline.server.account;

import io.sightline.server.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may come in.
 *
 * @param email empty when there is none
 * @param emailConfirmed whether the address is known to be theirs
 * @param enabled whether they may come in at this time
 */
public record Account(
        String id,
        Username username,
        String displayName,
        String email,
        boolean emailConfirmed,
        boolean enabled,
        Set<Role> roles,
        Instant createdAt,
        Optional<Instant> lastLoginAt) {

    public Account {
        roles = Set.copyOf(roles);
    }

    boolean isAdministrator() {
        return enabled && roles.contains(Role.ADMINISTRATOR);
    }

    Account withUsername(Username changed) {
        return new Account(
                id,
                changed,
                displayName,
                email,
                emailConfirmed,
                enabled,
                roles,
                createdAt,
                lastLoginAt);
    }

    Account withDisplayName(String changed) {
        return new Account(
                id,
                username,
                changed,
                email,
                emailConfirmed,
                enabled,
                roles,
                createdAt,
                lastLoginAt);
    }

    Account withEmail(String changed, boolean confirmed) {
        return new Account(
                id,
                username,
                displayName,
                changed,
                confirmed,
                enabled,
                roles,
                createdAt,
                lastLoginAt);
    }

    Account withEnabled(boolean changed) {
        return new Account(
                id,
                username,
                displayName,
                email,
                emailConfirmed,
                changed,
                roles,
                createdAt,
                lastLoginAt);
    }

    Account withRoles(Set<Role> changed) {
        return new Account(
                id,
                username,
                displayName,
                email,
                emailConfirmed,
                enabled,
                changed,
                createdAt,
                lastLoginAt);
    }
}
