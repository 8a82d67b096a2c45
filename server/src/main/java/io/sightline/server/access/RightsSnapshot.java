package io.sightline.server.access;

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
     * The same with one camera as it is now.
     *
     * @param streams its streams' names; none when there is no such camera
     * @param granted by account
     */
    RightsSnapshot with(String cameraId, Set<String> streams, Map<String, Set<Right>> granted) {
        Map<String, String> cameras = new HashMap<>(cameraOfStream);
        cameras.values().removeIf(cameraId::equals);
        streams.forEach(stream -> cameras.put(stream, cameraId));
        Map<String, Map<String, Set<Right>>> now = new HashMap<>(rights);
        now.replaceAll((_, ofAccount) -> without(ofAccount, cameraId));
        granted.forEach(
                (account, its) -> {
                    Map<String, Set<Right>> all =
                            new HashMap<>(now.getOrDefault(account, Map.of()));
                    all.put(cameraId, its);
                    now.put(account, all);
                });
        return new RightsSnapshot(accounts, cameras, now);
    }

    private static Map<String, Set<Right>> without(
            Map<String, Set<Right>> ofAccount, String cameraId) {
        if (!ofAccount.containsKey(cameraId)) {
            return ofAccount;
        }
        Map<String, Set<Right>> others = new HashMap<>(ofAccount);
        others.remove(cameraId);
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
