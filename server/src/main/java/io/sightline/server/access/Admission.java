package io.sightline.server.access;

import java.util.Optional;
import java.util.Set;

/** Who may use a route. */
sealed interface Admission {

    boolean admits(Caller caller);

    /** Also who is nobody. */
    record Everyone() implements Admission {
        @Override
        public boolean admits(Caller caller) {
            return true;
        }
    }

    /**
     * Who has a role.
     *
     * @param keys with one of which scopes API keys may use it too; empty: none may
     */
    record Holders(Role role, Set<Scope> keys) implements Admission {
        public Holders {
            keys = Set.copyOf(keys);
        }

        @Override
        public boolean admits(Caller caller) {
            return caller.is(role)
                    && (caller.scopes().isEmpty() || keys.stream().anyMatch(caller::has));
        }
    }

    /** Who has a role, and keys with a scope whatever the role of their account. */
    record HoldersOrKeys(Role role, Scope scope) implements Admission {
        @Override
        public boolean admits(Caller caller) {
            return caller.scopes().isEmpty() ? caller.is(role) : caller.has(scope);
        }
    }

    /** There is no such route. */
    record Nobody() implements Admission {
        @Override
        public boolean admits(Caller caller) {
            return false;
        }
    }

    /** Whether a request by this caller, or by nobody, is let through. */
    default boolean admits(Optional<Caller> caller) {
        return this instanceof Everyone || caller.map(this::admits).orElse(false);
    }
}
