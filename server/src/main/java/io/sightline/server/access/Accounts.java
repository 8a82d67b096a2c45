package io.sightline.server.access;

import java.util.List;
import java.util.Set;

/**
 * The accounts, as far as rights need them. The account domain provides it as a bean and tells
 * {@link Rights} of each change: {@link Rights#reload} when accounts changed, {@link
 * Rights#sessionOpened} and {@link Rights#sessionEnded} for log-ins.
 */
public interface Accounts {

    /**
     * An account at this moment.
     *
     * @param enabled whether its credentials are honoured
     */
    record Standing(String id, String username, boolean enabled, Set<Role> roles) {
        public Standing {
            roles = Set.copyOf(roles);
        }
    }

    /** Every account. Asks the database. */
    List<Standing> standings();

    /** Ids of the sessions that are open. Asks the database, once when the server starts. */
    List<String> openSessions();
}
