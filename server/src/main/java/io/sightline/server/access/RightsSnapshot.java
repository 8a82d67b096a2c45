package io.sightline.server.access;

import java.util.Collections;
import java.util.HashMap;
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

    /**
     * The same with some cameras as they are now.
     *
     * @param streams the camera of each of their streams, by the stream's name
     * @param granted on them, by account and camera
     */
    RightsSnapshot with(
            Set<String> cameraIds,
            Map<String, String> streams,
            Map<String, Map<String, Set<Right>>> granted) {
        Map<String, String> cameras = new HashMap<>(cameraOfStream);
        cameras.values().removeIf(cameraIds::contains);
        cameras.putAll(streams);
        Map<String, Map<String, Set<Right>>> now = new HashMap<>(rights);
        now.replaceAll((_, ofAccount) -> without(ofAccount, cameraIds));
        granted.forEach(
                (account, more) -> {
                    Map<String, Set<Right>> all =
                            new HashMap<>(now.getOrDefault(account, Map.of()));
                    all.putAll(more);
                    now.put(account, all);
                });
        return new RightsSnapshot(accounts, cameras, now);
    }

    private static Map<String, Set<Right>> without(
            Map<String, Set<Right>> ofAccount, Set<String> cameraIds) {
        if (Collections.disjoint(ofAccount.keySet(), cameraIds)) {
            return ofAccount;
        }
        Map<String, Set<Right>> others = new HashMap<>(ofAccount);
        others.keySet().removeAll(cameraIds);
        return others;
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
