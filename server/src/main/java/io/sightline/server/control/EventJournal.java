package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.Operation;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a camera reported last. What is said twice is entered once: subscriptions begin with how
 * things are, and some cameras say each second that there is motion still. Any thread.
 */
final class EventJournal {

    /** More than a device has sources and topics. */
    private static final int MOST_STATES = 1_000;

    private final int kept;
    private final ArrayDeque<CameraEvent> events = new ArrayDeque<>();
    private final Map<String, Boolean> states = new HashMap<>();
    private long nextId;

    /**
     * @param firstId larger than the ids of any journal before this one, which may be remembered by
     *     who asked it
     */
    EventJournal(int kept, long firstId) {
        this.kept = kept;
        this.nextId = firstId;
    }

    /** The event as it was entered; empty if it says nothing new. */
    synchronized Optional<CameraEvent> enter(OnvifEvent event) {
        if (!isNews(event)) {
            return Optional.empty();
        }
        CameraEvent entered = CameraEvent.of(nextId++, event);
        events.addLast(entered);
        if (events.size() > kept) {
            events.removeFirst();
        }
        return Optional.of(entered);
    }

    private boolean isNews(OnvifEvent event) {
        OnvifEvent.Message message = event.message();
        Optional<Boolean> active = CameraEvent.active(event);
        if (active.isEmpty()) {
            return message.operation() == Operation.CHANGED;
        }
        String key = message.topic() + new TreeMap<>(message.source());
        boolean before = states.getOrDefault(key, false);
        if (states.size() < MOST_STATES || states.containsKey(key)) {
            states.put(key, active.get());
        }
        return active.get() != before;
    }

    /** Those after this id, the oldest first; at most so many, the newest of them. */
    synchronized List<CameraEvent> after(long id, int most) {
        List<CameraEvent> found =
                events.stream().filter(event -> Long.parseLong(event.id()) > id).toList();
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    /** By which the next ones are asked for. */
    synchronized long lastId() {
        return nextId - 1;
    }
}
