package io.sightline.server.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what, held in memory: questions are answered without the database, for each part of
 * each viewer. Rows are read anew after each change, by {@link #reload}.
 *
 * <p>Safe for use by any thread. A reader sees the rights before a change or after it, never half
 * of it.
 */
public final class Rights {

    private static final Logger log = LoggerFactory.getLogger(Rights.class);

    /** Is told that rights changed, on the thread that changed them. */
    @FunctionalInterface
    public interface Listener {
        void changed();
    }

    private final RightsRepository repository;
    private final Accounts accounts;
    private final Set<String> openSessions = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final Object loading = new Object();
    private long loaded;

    /** What is known may be older than the rows: they could not be read. Guarded by loading. */
    private boolean behind;

    private volatile RightsSnapshot snapshot = RightsSnapshot.NOTHING;

    Rights(RightsRepository repository, Accounts accounts) {
        this.repository = repository;
        this.accounts = accounts;
        openSessions.addAll(accounts.openSessions());
        reload();
    }

    /**
     * Reads accounts, owners, groups and grants anew. To be called after the transaction that
     * changed them; whoever comes while others wait is served by the same reading.
     */
    public void reload() {
        long ticket = asked.incrementAndGet();
        synchronized (loading) {
            if (loaded < ticket) {
                long serves = asked.get();
                behind = true;
                snapshot = repository.load(accounts.standings());
                behind = false;
                loaded = serves;
            }
        }
        tell();
    }

    /**
     * As {@link #reload}, after a transaction that changed nothing but some cameras: adding many
     * does not read all that is known of all others each time.
     */
    public void reloadCameras(Set<String> cameraIds) {
        synchronized (loading) {
            boolean others = behind;
            behind = true;
            snapshot =
                    snapshot.with(
                            cameraIds,
                            repository.streamsOf(cameraIds),
                            repository.rightsOn(cameraIds));
            behind = others;
        }
        tell();
    }

    /** Reads the rows when they could not be read the last time; asked every few seconds. */
    public void catchUp() {
        boolean needed;
        synchronized (loading) {
            needed = behind;
        }
        if (needed) {
            reload();
            log.info("[rights:all] are as they are stored again");
        }
    }

    /** A log-in: tokens of this session are honoured from now on. */
    public void sessionOpened(String sessionId) {
        openSessions.add(sessionId);
    }

    /**
     * A log-out, or a theft that was noticed: none of the session's tokens is honoured any more.
     */
    public void sessionEnded(String sessionId) {
        openSessions.remove(sessionId);
        tell();
    }

    /** As {@link #sessionEnded(String)}, for all sessions of an account. */
    public void sessionsEnded(List<String> sessionIds) {
        openSessions.removeAll(Set.copyOf(sessionIds));
        tell();
    }

    /** Something besides the rows changed that rights hang on, such as an API key. */
    public void changed() {
        tell();
    }

    private void tell() {
        for (Listener listener : listeners) {
            try {
                listener.changed();
            } catch (RuntimeException e) {
                log.error("[rights:listener] {}", e.toString(), e);
            }
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Whether anybody can log in who may do everything. */
    boolean hasAdministrator() {
        return snapshot.hasAdministrator();
    }

    boolean isOpen(String sessionId) {
        return openSessions.contains(sessionId);
    }

    Optional<Accounts.Standing> enabledAccount(String accountId) {
        return snapshot.enabledAccount(accountId);
    }

    Optional<Accounts.Standing> account(String id) {
        return Optional.ofNullable(snapshot.accounts().get(id));
    }

    /** Whether the caller may do this with the camera behind a stream. */
    public boolean may(Caller caller, Right right, String streamName) {
        if (!caller.has(right.scope())) {
            return false;
        }
        if (caller.seesAllCameras()) {
            return true;
        }
        RightsSnapshot now = snapshot;
        String camera = now.cameraOfStream().get(streamName);
        return camera != null && now.on(caller.accountId(), camera).contains(right);
    }

    /** Whether the caller may do this with a camera. */
    public boolean mayWithCamera(Caller caller, Right right, String cameraId) {
        return caller.has(right.scope())
                && (caller.seesAllCameras()
                        || snapshot.on(caller.accountId(), cameraId).contains(right));
    }

    /**
     * What the caller may do with a camera; nothing when it is not even to be seen. The camera need
     * not exist.
     */
    public Set<Right> on(Caller caller, String cameraId) {
        Set<Right> rights =
                caller.seesAllCameras()
                        ? Set.of(Right.values())
                        : snapshot.on(caller.accountId(), cameraId);
        return rights.stream()
                .filter(right -> caller.has(right.scope()))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Whether a camera exists for the caller: anything else is answered as if it was not there. */
    public boolean sees(Caller caller, String cameraId) {
        return caller.seesAllCameras() || !snapshot.on(caller.accountId(), cameraId).isEmpty();
    }

    /** As {@link #sees}, for a stream; one of no camera is for those who see all. */
    public boolean seesStream(Caller caller, String streamName) {
        if (caller.seesAllCameras()) {
            return true;
        }
        String camera = snapshot.cameraOfStream().get(streamName);
        return camera != null && sees(caller, camera);
    }

    /** The cameras that the caller sees, for queries; empty when all of them. */
    public Optional<Set<String>> visibleCameras(Caller caller) {
        return caller.seesAllCameras()
                ? Optional.empty()
                : Optional.of(Set.copyOf(ofAccount(caller).keySet()));
    }

    private Map<String, Set<Right>> ofAccount(Caller caller) {
        return snapshot.ofAccount(caller.accountId());
    }
}
