package io.sightline.server.access;

import java.util.Optional;
import java.util.Set;

/**
 * The keys of programs. The account domain provides it as a bean.
 *
 * <p>Asked for each request of a program, media included: answers come from memory.
 */
public interface ApiKeys {

    /** What every key begins with, so that a key that leaked into a text can be found there. */
    String PREFIX = "sl_";

    /** A key that is known and neither expired nor withdrawn. */
    record ApiKey(String id, String accountId, Set<Scope> scopes) {
        public ApiKey {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * @param key as presented, with its prefix
     */
    Optional<ApiKey> find(String key);

    /** The same by the key's id: for what was made with the key, such as media tokens. */
    Optional<ApiKey> findById(String id);
}
