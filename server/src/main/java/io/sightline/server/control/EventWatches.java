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
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** What somebody heard of a camera stays for so long after it was last asked for. */
    private static final Duration JOURNAL_KEPT = Duration.ofHours(24);

    /** Is told of each event of each camera that is listened to. */
    @FunctionalInterface
    interface Listener {
        void heard(String cameraId, CameraEvent event);
    }

    /** A camera's journal, and who writes it at present. */
    private final class Desk {
        final String cameraId;
        final EventJournal journal;
        volatile long askedNanos;
        volatile boolean always;
        private Optional<EventWatch> watch = Optional.empty();
        private Optional<Thread> thread = Optional.empty();

        Desk(String cameraId) {
            this.cameraId = cameraId;
            this.journal = new EventJournal(properties.eventsKept(), clock.millis());
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
                    && System.nanoTime() - askedNanos > JOURNAL_KEPT.toNanos()
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
            journal.enter(event).ifPresent(entered -> tell(cameraId, entered));
        }

        synchronized Optional<Thread> end() {
            thread.ifPresent(Thread::interrupt);
            return thread;
        }
    }

    private final CameraControl cameras;
    private final DeviceSessions sessions;
    private final WatchedCameras watched;
    private final Listener listener;
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
            Listener listener,
            ControlProperties properties,
            InstantSource clock) {
        this.cameras = cameras;
        this.sessions = sessions;
        this.watched = watched;
        this.listener = listener;
        this.properties = properties;
        this.clock = clock;
    }

    /** What was heard, and how listening goes. */
    record Heard(EventJournal journal, EventWatch watch) {}

    /** Somebody asks: the camera is listened to for a while. */
    Heard ask(String cameraId) {
        Desk desk = desks.computeIfAbsent(cameraId, Desk::new);
        desk.askedNanos = System.nanoTime();
        return new Heard(desk.journal, desk.ensure());
    }

    private void tell(String cameraId, CameraEvent event) {
        try {
            listener.heard(cameraId, event);
        } catch (RuntimeException e) {
            log.error("[camera:{}] an event was not told", cameraId, e);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ =
                timer.scheduleWithFixedDelay(
                        this::follow, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
