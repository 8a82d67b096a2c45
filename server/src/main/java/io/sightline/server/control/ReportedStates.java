package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What of a camera is known to be going on, so that what is said twice is entered once:
 * subscriptions begin with how things are, and some cameras say each second that there is motion
 * still. It goes on from what was entered before the server's last start. Any thread.
 */
final class ReportedStates {

    /** More than a device has sources and topics. */
    private static final int MOST = 1_000;

    private final Supplier<List<CameraEvent>> entered;
    private final Map<String, Boolean> states = new HashMap<>();
    private boolean recalled;

    /**
     * @param entered the camera's events up to now, newest first; asked for once, with the first
     *     event
     */
    ReportedStates(Supplier<List<CameraEvent>> entered) {
        this.entered = entered;
    }

    /** Whether the event says something new. */
    synchronized boolean isNews(OnvifEvent event) {
        recall();
        OnvifEvent.Message message = event.message();
        Optional<Boolean> active = CameraEvent.active(event);
        if (active.isEmpty()) {
            return message.operation() == Operation.CHANGED;
        }
        CameraEvent said = CameraEvent.of(0, event);
        String key = key(said);
        boolean before = states.getOrDefault(key, false);
        if (states.size() < MOST || states.containsKey(key)) {
            states.put(key, active.get());
        }
        return active.get() != before;
    }

    private void recall() {
        if (recalled) {
            return;
        }
        for (CameraEvent event : entered.get()) {
            if (event.active() != null && states.size() < MOST) {
                states.putIfAbsent(key(event), event.active());
            }
        }
        recalled = true;
    }

    private static String key(CameraEvent event) {
        return event.topic() + new TreeMap<>(event.source());
    }
}
