package io.sightline.server.picture;

import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.notify.Notifications;
import io.sightline.server.notify.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the picture of every camera once a day, each at a place of its own after the hour that
 * is configured, a few at a time; and at once at those that somebody asks for. A day that was
 * missed is made up for after the start, spread likewise. A new camera is looked at soon. One whose
 * picture did not come is looked at again before the day is over ({@link SecondLooks}), by a
 * quarter of those who look.
 *
 * <p>A timer's thread decides who is due; looks are virtual threads. A camera is never looked at
 * twice at a time.
 */
final class DailyCheck implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DailyCheck.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(12);

    /** So much room has each camera of few; a look takes ten seconds, and some run at a time. */
    private static final Duration ROOM = Duration.ofSeconds(4);

    private final CameraControl cameras;
    private final PictureCheckup checkup;
    private final CheckLog history;
    private final Thumbnails thumbnails;
    private final Notifications notifications;
    private final CheckProperties properties;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Semaphore turns;
    private final Semaphore secondTurns;
    private final SecondLooks again;
    private final Map<String, Instant> lookedAt = new ConcurrentHashMap<>();

    /** Cameras that somebody asked for: those that wait, and those that are being looked at. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final Set<String> answering = ConcurrentHashMap.newKeySet();

    /** How many were asked for since there were none. */
    private volatile int askedInAll;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("picture-check").daemon().factory());

    private Instant started = Instant.MAX;
    private Instant forgot = Instant.MIN;
    private volatile boolean active;

    /**
     * @param zone whose time of day counts
     */
    DailyCheck(
            CameraControl cameras,
            PictureCheckup checkup,
            CheckLog history,
            Thumbnails thumbnails,
            Notifications notifications,
            CheckProperties properties,
            InstantSource clock,
            ZoneId zone) {
        this.cameras = cameras;
        this.checkup = checkup;
        this.history = history;
        this.thumbnails = thumbnails;
        this.notifications = notifications;
        this.properties = properties;
        this.clock = clock;
        this.zone = zone;
        this.turns = new Semaphore(properties.maxConcurrency());
        this.secondTurns = new Semaphore(Math.max(1, properties.maxConcurrency() / 4));
        this.again = new SecondLooks(properties.again());
    }

    @Override
    public void start() {
        active = true;
        started = clock.instant();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            Instant now = clock.instant();
            if (forgot.equals(Instant.MIN)) {
                history.last().forEach(this::remember);
            }
            List<Device> all = cameras.all();
            forgetOld(now, all);
            for (Device camera : all) {
                if (asked.contains(camera.id()) || isDue(camera.id(), all.size(), now)) {
                    begin(camera);
                }
            }
            lookAgain(all, now);
        } catch (RuntimeException e) {
            log.error("[camera:all] daily check failed, goes on: {}", e.toString(), e);
        }
    }

    private void remember(String cameraId, CameraLook look) {
        if (lookedAt.putIfAbsent(cameraId, look.at()) == null && look.seen().isEmpty()) {
            again.inVain(cameraId, look.at());
        }
    }

    private void lookAgain(List<Device> all, Instant now) {
        List<String> due = again.due(now);
        if (due.isEmpty()) {
            return;
        }
        Map<String, Device> known =
                all.stream().collect(Collectors.toMap(Device::id, camera -> camera));
        for (String id : due) {
            Device camera = known.get(id);
            if (camera != null
                    && secondTurns.tryAcquire()
                    && !begin(camera, secondTurns::release)) {
                secondTurns.release();
            }
        }
    }

    private boolean isDue(String cameraId, int count, Instant now) {
        Instant today = lastHour(now, properties, zone);
        if (!lookedAt.getOrDefault(cameraId, Instant.MIN).isBefore(today)) {
            return false;
        }
        Instant earliest = started.plus(properties.first());
        Instant begins = today.isBefore(earliest) ? earliest : today;
        return !now.isBefore(begins.plus(place(cameraId, count, properties.spread())));
    }

    /** The last time that it was the configured time of day. */
    static Instant lastHour(Instant now, CheckProperties properties, ZoneId zone) {
        ZonedDateTime today = now.atZone(zone).with(properties.at());
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    /** Where a camera has its place after that. */
    static Duration place(String cameraId, int count, Duration spread) {
        Duration room = ROOM.multipliedBy(count);
        return placeWithin(room.compareTo(spread) < 0 ? room : spread, cameraId);
    }

    static Duration placeWithin(Duration spread, String cameraId) {
        long millis = Math.max(1, spread.toMillis());
        // Fibonacci hashing: ids that differ little are spread too.
        return Duration.ofMillis(((cameraId.hashCode() * 0x9E3779B97F4A7C15L) >>> 1) % millis);
    }

    /** By the clock, or because somebody asked. */
    private void begin(Device camera) {
        if (begin(camera, () -> {})) {
            again.forget(camera.id());
        }
    }

    /** Returns whether it is looked at now; not if it is already, and not if there is no turn. */
    private boolean begin(Device camera, Runnable afterwards) {
        if (running.contains(camera.id()) || !turns.tryAcquire()) {
            return false;
        }
        running.add(camera.id());
        if (asked.remove(camera.id())) {
            answering.add(camera.id());
        }
        lookers.execute(
                () -> {
                    try {
                        look(camera);
                    } finally {
                        answering.remove(camera.id());
                        running.remove(camera.id());
                        turns.release();
                        afterwards.run();
                    }
                });
        return true;
    }

    private void look(Device camera) {
        Instant at = clock.instant();
        boolean seen = false;
        try {
            CameraLook look = checkup.lookAt(camera);
            if (active) {
                history.enter(look);
                answering.remove(camera.id());
                notifications.publish(Topic.PICTURE_CHECK, camera.id(), told(look));
                log.info("[camera:{}] picture is {}", camera.id(), look.verdict().word());
            }
            seen = look.seen().isPresent();
        } catch (InterruptedException e) {
            // The server stops.
        } catch (RuntimeException e) {
            log.error("[camera:{}] picture could not be judged", camera.id(), e);
        } finally {
            // What fails is tried again after a while, not every second.
            lookedAt.put(camera.id(), at);
            if (seen) {
                again.forget(camera.id());
            } else {
                again.inVain(camera.id(), clock.instant());
            }
        }
    }

    /**
     * What those who listen are told; the rest is in the list.
     *
     * @param total cameras that were asked for, of which {@code checked} have been looked at
     * @param running whether some of them have not
     */
    private record Told(
            Instant checkedAt, String verdict, int checked, int total, boolean running) {}

    private Told told(CameraLook look) {
        int left = asked.size() + answering.size();
        return new Told(
                look.at(),
                look.verdict().word(),
                Math.max(0, askedInAll - left),
                askedInAll,
                left > 0);
    }

    private void forgetOld(Instant now, List<Device> all) {
        if (!forgot.equals(Instant.MIN) && now.isBefore(forgot.plus(FORGET_EVERY))) {
            return;
        }
        forgot = now;
        history.forgetBefore(now.minus(properties.kept()));
        Set<String> ids = all.stream().map(Device::id).collect(Collectors.toSet());
        lookedAt.keySet().retainAll(ids);
        asked.retainAll(ids);
        again.keepOnly(ids);
        try {
            thumbnails.keepOnly(ids);
        } catch (IOException e) {
            log.warn("[camera:all] old thumbnails can't be deleted: {}", e.toString());
        }
    }

    /** Has cameras looked at as soon as there is a turn. */
    synchronized void ask(Collection<String> cameraIds) {
        int before = asked.isEmpty() && answering.isEmpty() ? 0 : askedInAll;
        asked.addAll(cameraIds);
        askedInAll = Math.max(before + cameraIds.size(), asked.size() + answering.size());
    }

    /** Whether a camera is being looked at, or waits for it because somebody asked. */
    boolean isPending(String cameraId) {
        return running.contains(cameraId) || asked.contains(cameraId);
    }

    @Override
    public void stop() {
        active = false;
        timer.shutdownNow();
        lookers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return active;
    }
}
