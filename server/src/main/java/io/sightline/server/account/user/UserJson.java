package io.sightline.server.account.user;

import io.sightline.server.access.Role;
import io.sightline.server.account.Account;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account, as the API says it to administrators.
 *
 * @param emailConfirmed whether the address is known to be theirs
 * @param totp whether log-in asks for a code
 */
record UserJson(
        String id,
        String username,
        String displayName,
        String email,
        boolean emailConfirmed,
        List<Role> roles,
        boolean enabled,
        boolean totp,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {

    static UserJson of(Account account, boolean totp) {
        return new UserJson(
                account.id(),
                account.username().text(),
                account.displayName(),
                account.email(),
                account.emailConfirmed(),
                account.roles().stream().sorted().toList(),
                account.enabled(),
                totp,
                account.createdAt(),
                account.lastLoginAt().orElse(null));
    }
}
