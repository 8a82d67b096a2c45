package io.sightline.server.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts, owners and grants at one moment.
 *
 * @param accounts by id
 * @param cameraOfStream the camera that a stream shows, by the stream's name
 * @param rights by account, then by camera: what was granted, and everything on own cameras
 */
record RightsSnapshot(
        Map<String, Accounts.Standing> accounts,
        Map<String, String> cameraOfStream,
        Map<String, Map<String, Set<Right>>> rights) {

    static final RightsSnapshot NOTHING = new RightsSnapshot(Map.of(), Map.of(), Map.of());

    RightsSnapshot {
        accounts = Map.copyOf(accounts);
        cameraOfStream = Map.copyOf(cameraOfStream);
        rights = Map.copyOf(rights);
    }

    Optional<Accounts.Standing> enabledAccount(String id) {
        return Optional.ofNullable(accounts.get(id)).filter(Accounts.Standing::enabled);
    }

    boolean hasAdministrator() {
        return accounts.values().stream()
                .anyMatch(
                        account ->
                                account.enabled() && account.roles().contains(Role.ADMINISTRATOR));
    }

    /** What an account may do with a camera, roles aside. */
    Set<Right> on(String accountId, String cameraId) {
        return ofAccount(accountId).getOrDefault(cameraId, Set.of());
    }

    Map<String, Set<Right>> ofAccount(String accountId) {
        return rights.getOrDefault(accountId, Map.of());
    }
}
