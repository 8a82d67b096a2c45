package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.server.camera.CameraControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Which cameras' events are listened to: those that somebody asked for a moment ago, and those that
 * are to be listened to always. Any thread.
 */
final class EventWatches implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventWatches.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** What is going on is read anew after so long without a question. */
    private static final Duration DESK_KEPT = Duration.ofHours(24);

    /** So many of the last events tell what is going on. */
    private static final int RECALLED = 500;

    /** What is known of a camera, and who listens to it at present. */
    private final class Desk {
        final String cameraId;
        final ReportedStates states;
        volatile long askedNanos;
        volatile boolean always;
        private Optional<EventWatch> watch = Optional.empty();
        private Optional<Thread> thread = Optional.empty();

        Desk(String cameraId) {
            this.cameraId = cameraId;
            this.states =
                    new ReportedStates(() -> events.before(cameraId, Long.MAX_VALUE, RECALLED));
            // Not asked for yet: whoever does says so.
            this.askedNanos = System.nanoTime() - properties.eventLease().toNanos();
        }

        boolean wanted() {
            return running
                    && (always
                            || System.nanoTime() - askedNanos < properties.eventLease().toNanos());
        }

        boolean isForgotten() {
            return !always
                    && System.nanoTime() - askedNanos > DESK_KEPT.toNanos()
                    && !isListening();
        }

        private synchronized boolean isListening() {
            return thread.map(Thread::isAlive).orElse(false);
        }

        synchronized EventWatch ensure() {
            if (watch.isEmpty() || !isListening()) {
                EventWatch begun =
                        new EventWatch(cameraId, cameras, sessions, this::wanted, this::enter);
                watch = Optional.of(begun);
                thread = Optional.of(Thread.ofVirtual().name("events-" + cameraId).start(begun));
            }
            return watch.get();
        }

        private void enter(OnvifEvent event) {
            if (states.isNews(event)) {
                queue.add(cameraId, event);
            }
        }

        synchronized Optional<Thread> end() {
            thread.ifPresent(Thread::interrupt);
            return thread;
        }
    }

    private final CameraControl cameras;
    private final DeviceSessions sessions;
    private final WatchedCameras watched;
    private final EventLog events;
    private final EventQueue queue;
    private final ControlProperties properties;
    private final InstantSource clock;
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("event-watches").daemon().factory());
    private volatile boolean running;

    EventWatches(
            CameraControl cameras,
            DeviceSessions sessions,
            WatchedCameras watched,
            EventLog events,
            EventQueue queue,
            ControlProperties properties,
            InstantSource clock) {
        this.cameras = cameras;
        this.sessions = sessions;
        this.watched = watched;
        this.events = events;
        this.queue = queue;
        this.properties = properties;
        this.clock = clock;
    }

    /** Somebody asks: the camera is listened to for a while. Says how that goes. */
    EventWatch ask(String cameraId) {
        Desk desk = desks.computeIfAbsent(cameraId, Desk::new);
        desk.askedNanos = System.nanoTime();
        return desk.ensure();
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::follow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        var _ =
                timer.scheduleWithFixedDelay(
                        this::forgetOld, 0, FORGET_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forgetOld() {
        try {
            events.forgetBefore(clock.instant().minus(properties.eventsKept()));
        } catch (RuntimeException e) {
            log.warn("[camera:all] old events are kept for now: {}", e.toString());
        }
    }

    /** Makes who is listened to agree with what is stored. */
    void follow() {
        try {
            Set<String> always = watched.all();
            always.forEach(id -> desks.computeIfAbsent(id, Desk::new));
            desks.values().removeIf(Desk::isForgotten);
            for (Desk desk : desks.values()) {
                desk.always = always.contains(desk.cameraId);
                if (desk.always) {
                    desk.ensure();
                }
            }
            desks.keySet().removeIf(id -> cameras.find(id).isEmpty());
        } catch (RuntimeException e) {
            log.warn("[camera:all] events: {}, trying again", e.toString(), e);
        }
    }

    /** Ends all subscriptions at once, and does not wait for it for long. */
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        List<Thread> ending = new ArrayList<>();
        desks.values().forEach(desk -> desk.end().ifPresent(ending::add));
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            for (Thread thread : ending) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
