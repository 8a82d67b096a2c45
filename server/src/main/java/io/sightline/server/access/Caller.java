package io.sightline.server.access;

import io.sightline.server.audit.Actor;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request, as its credential and the accounts of this moment say. Controllers take it as
 * a parameter.
 *
 * @param accountId empty for the launcher, which is no account
 * @param roles as they are now, not as they were when the credential was made
 * @param scopes what the credential is cut down to; empty when it is not
 * @param credentialId the session, or the API key
 * @param address where the request came from
 */
public record Caller(
        String accountId,
        String username,
        Set<Role> roles,
        Optional<Set<Scope>> scopes,
        Kind kind,
        String credentialId,
        String address) {

    /** By what a caller is known. */
    public enum Kind {
        /** The page's cookie. */
        PAGE,
        /** An access token in the Authorization header. */
        BEARER,
        API_KEY,
        /** The launcher on the same machine, by a key that lies in the data directory. */
        CLI
    }

    public Caller {
        roles = Set.copyOf(roles);
        scopes = scopes.map(Set::copyOf);
    }

    /** Whether one of the caller's roles includes this one. */
    public boolean is(Role wanted) {
        return roles.stream().anyMatch(role -> role.includes(wanted));
    }

    /** Whether the credential may be used for this. */
    public boolean has(Scope scope) {
        return scopes.isEmpty() || scopes.get().contains(scope);
    }

    /** As the audit log names who did something. */
    public Actor actor() {
        Actor.Kind as =
                switch (kind) {
                    case PAGE, BEARER -> Actor.Kind.ACCOUNT;
                    case API_KEY -> Actor.Kind.API_KEY;
                    case CLI -> Actor.Kind.CLI;
                };
        return new Actor(as, accountId, username, address);
    }

    /** Whether all cameras are this caller's to see and to change. */
    public boolean seesAllCameras() {
        return is(Role.MODERATOR);
    }
}
