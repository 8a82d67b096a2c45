package io.sightline.server.live;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many streams each account watches at once, over HLS and MSE together. Opening one too many
 * closes the one that was opened first. The same stream in two windows counts once.
 *
 * <p>Moderators and administrators watch walls of cameras: they are not limited, nor is the
 * launcher. Safe for use by any thread.
 */
final class LiveViews {

    /** A player of HLS that asked for no playlist for so long is gone. */
    static final Duration HLS_IDLE = Duration.ofSeconds(15);

    /** One stream as one account watches it. */
    private static final class View {
        final Set<Runnable> sockets = new LinkedHashSet<>();
        Instant lastPlaylist = Instant.MIN;

        boolean isOver(Instant now) {
            return sockets.isEmpty() && lastPlaylist.plus(HLS_IDLE).isBefore(now);
        }
    }

    private static final class AccountViews {
        /** In the order in which they were opened. */
        final LinkedHashMap<String, View> open = new LinkedHashMap<>();

        /** Closed for another one, and when their player last asked: it goes on asking a while. */
        final Map<String, Instant> closed = new HashMap<>();
    }

    private final int most;
    private final InstantSource clock;
    private final Map<String, AccountViews> accounts = new HashMap<>();

    /**
     * @param most streams that an account watches at once; 0 for any number
     */
    LiveViews(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    private boolean isLimited(Caller caller) {
        return most > 0 && !caller.is(Role.MODERATOR);
    }

    /**
     * A playlist is asked for.
     *
     * @param opens whether this is how a player begins; what only goes on does not open anew what
     *     was closed
     * @return false when this view was closed for a newer one
     */
    boolean playlist(Caller caller, String stream, boolean opens) {
        if (!isLimited(caller)) {
            return true;
        }
        List<Runnable> ends;
        synchronized (this) {
            Instant now = clock.instant();
            AccountViews views = viewsOf(caller, now);
            if (!opens && views.closed.containsKey(stream)) {
                views.closed.put(stream, now);
                return false;
            }
            ends = open(views, stream, now);
            view(views, stream).lastPlaylist = now;
        }
        ends.forEach(Runnable::run);
        return true;
    }

    /**
     * A WebSocket is opened.
     *
     * @param end closes it, when it is the oldest and another one is opened
     * @return to be called when it closes
     */
    Runnable socket(Caller caller, String stream, Runnable end) {
        if (!isLimited(caller)) {
            return () -> {};
        }
        List<Runnable> ends;
        synchronized (this) {
            Instant now = clock.instant();
            AccountViews views = viewsOf(caller, now);
            ends = open(views, stream, now);
            view(views, stream).sockets.add(end);
        }
        ends.forEach(Runnable::run);
        return () -> left(caller.accountId(), stream, end);
    }

    private static View view(AccountViews views, String stream) {
        return views.open.computeIfAbsent(stream, name -> new View());
    }

    private AccountViews viewsOf(Caller caller, Instant now) {
        AccountViews views = accounts.computeIfAbsent(caller.accountId(), id -> new AccountViews());
        views.open.values().removeIf(view -> view.isOver(now));
        views.closed.values().removeIf(last -> last.plus(HLS_IDLE).isBefore(now));
        return views;
    }

    /** Makes room for a stream; returns what is to be run outside of the lock. */
    private List<Runnable> open(AccountViews views, String stream, Instant now) {
        views.closed.remove(stream);
        if (views.open.containsKey(stream)) {
            return List.of();
        }
        Set<Runnable> ends = new LinkedHashSet<>();
        Iterator<Map.Entry<String, View>> oldest = views.open.entrySet().iterator();
        while (views.open.size() >= most) {
            Map.Entry<String, View> entry = oldest.next();
            ends.addAll(entry.getValue().sockets);
            views.closed.put(entry.getKey(), now);
            oldest.remove();
        }
        return List.copyOf(ends);
    }

    private synchronized void left(String accountId, String stream, Runnable end) {
        AccountViews views = accounts.get(accountId);
        View view = views == null ? null : views.open.get(stream);
        if (views == null || view == null) {
            return;
        }
        view.sockets.remove(end);
        if (view.isOver(clock.instant())) {
            views.open.remove(stream);
        }
        if (views.open.isEmpty() && views.closed.isEmpty()) {
            accounts.remove(accountId);
        }
    }

    /** Streams that an account watches now. */
    synchronized Set<String> watchedBy(Caller caller) {
        return Set.copyOf(viewsOf(caller, clock.instant()).open.keySet());
    }
}
