package io.sightline.server.health;

import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at every camera once in an interval. Each has its own place in the interval, made of its
 * id, so that a thousand cameras are thirty-three looks a second and not a thousand at once.
 *
 * <p>A timer thread decides who is due and writes down what was found; looks are virtual threads,
 * of which a limited number runs. A camera is never looked at twice at a time, and one whose look
 * takes long keeps nobody else waiting.
 */
final class Patrol implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Patrol.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration CAMERAS_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofHours(12);

    private final HealthProperties properties;
    private final CameraControl cameras;
    private final Checkup checkup;
    private final HealthBook book;
    private final HealthLog history;
    private final HealthNews news;
    private final AlarmMail mail;
    private final InstantSource clock;
    private final Semaphore turns;
    private final AtomicLong looks = new AtomicLong();
    private final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("camera-patrol").daemon().factory());

    /** Owned by the timer's thread: when each camera is due next, by {@link System#nanoTime}. */
    private final Map<String, Long> dueNanos = new HashMap<>();

    private Map<String, Device> devices = Map.of();
    private long camerasReadNanos;
    private long mailedNanos;
    private long forgotNanos;
    private volatile boolean running;

    Patrol(
            HealthProperties properties,
            CameraControl cameras,
            Checkup checkup,
            HealthBook book,
            HealthLog history,
            HealthNews news,
            AlarmMail mail,
            InstantSource clock) {
        this.properties = properties;
        this.cameras = cameras;
        this.checkup = checkup;
        this.book = book;
        this.history = history;
        this.news = news;
        this.mail = mail;
        this.clock = clock;
        this.turns = new Semaphore(properties.maxConcurrency());
    }

    @Override
    public void start() {
        running = true;
        camerasReadNanos = System.nanoTime() - CAMERAS_EVERY.toNanos();
        mailedNanos = System.nanoTime() - AlarmMail.EVERY.toNanos();
        forgotNanos = System.nanoTime() - FORGET_EVERY.toNanos();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tick,
                        properties.first().toMillis(),
                        TICK.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            if (now - camerasReadNanos >= CAMERAS_EVERY.toNanos()) {
                camerasReadNanos = now;
                readCameras(now);
            }
            for (Map.Entry<String, Long> due : dueNanos.entrySet()) {
                if (now - due.getValue() >= 0 && turns.tryAcquire()) {
                    due.setValue(now + properties.interval().toNanos());
                    begin(due.getKey());
                }
            }
            news.tell(book.write());
            mailAlarms(now);
            forgetOld(now);
        } catch (RuntimeException e) {
            log.error("[camera:all] patrol failed, goes on: {}", e.toString(), e);
        }
    }

    private void readCameras(long now) {
        List<Device> all = cameras.all();
        Set<String> ids = HashSet.newHashSet(all.size());
        Map<String, Device> byId = HashMap.newHashMap(all.size());
        for (Device device : all) {
            ids.add(device.id());
            byId.put(device.id(), device);
            if (!dueNanos.containsKey(device.id())) {
                book.know(device.id(), now());
                dueNanos.put(device.id(), now + phaseNanos(device.id(), properties.interval()));
            }
        }
        devices = byId;
        dueNanos.keySet().retainAll(ids);
        book.keepOnly(ids);
    }

    /** Where in the interval a camera has its place. */
    static long phaseNanos(String cameraId, Duration interval) {
        // Fibonacci hashing: ids that differ little are spread too.
        long spread = (cameraId.hashCode() * 0x9E3779B97F4A7C15L) >>> 1;
        return spread % interval.toNanos();
    }

    private void begin(String cameraId) {
        Device device = devices.get(cameraId);
        if (device == null) {
            turns.release();
            return;
        }
        lookers.execute(
                () -> {
                    try {
                        look(device);
                    } finally {
                        turns.release();
                    }
                });
    }

    private void look(Device device) {
        try {
            Finding finding = checkup.lookAt(device);
            Instant now = now();
            looks.incrementAndGet();
            if (running) {
                book.observe(device.id(), finding, now);
            }
        } catch (RuntimeException e) {
            log.error("[camera:{}] could not be looked at", device.id(), e);
        }
    }

    /** As precise as it is written down. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void mailAlarms(long now) {
        if (now - mailedNanos >= AlarmMail.EVERY.toNanos()) {
            mailedNanos = now;
            mail.send();
        }
    }

    private void forgetOld(long now) {
        if (now - forgotNanos >= FORGET_EVERY.toNanos()) {
            forgotNanos = now;
            history.forgetBefore(clock.instant().minus(properties.kept()));
        }
    }

    /** Looks since the start. */
    long looks() {
        return looks.get();
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        lookers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
