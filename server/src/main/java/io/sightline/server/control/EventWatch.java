package io.sightline.server.control;

import io.sightline.onvif.event.Events;
import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.PullPoint;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.DeviceAccess;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to one camera's events for as long as that is wanted: subscribes, pulls, subscribes again
 * when the device has forgotten, unsubscribes in the end. A virtual thread has one of these.
 */
final class EventWatch implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(EventWatch.class);

    /** Of a subscription; it is renewed on the way. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** That a device waits for news. After so long at most a watch ends that nobody wants. */
    private static final Duration PULL = Duration.ofSeconds(10);

    private static final int MOST_IN_ONE_PULL = 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String cameraId;
    private final CameraControl cameras;
    private final DeviceSessions sessions;
    private final BooleanSupplier wanted;
    private final Consumer<OnvifEvent> heard;
    private Duration pause = FIRST_PAUSE;
    private volatile EventState state = EventState.CONNECTING;
    private volatile Optional<ProblemException> problem = Optional.empty();

    /**
     * @param wanted whether to go on; asked every few seconds
     * @param heard is told of each event of this camera, on this watch's thread
     */
    EventWatch(
            String cameraId,
            CameraControl cameras,
            DeviceSessions sessions,
            BooleanSupplier wanted,
            Consumer<OnvifEvent> heard) {
        this.cameraId = cameraId;
        this.cameras = cameras;
        this.sessions = sessions;
        this.wanted = wanted;
        this.heard = heard;
    }

    EventState state() {
        return state;
    }

    /** Why nothing is heard. */
    Optional<ProblemException> problem() {
        return problem;
    }

    @Override
    public void run() {
        while (wanted.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Optional<DeviceAccess> camera = cameras.access(cameraId);
            if (camera.isEmpty()) {
                return;
            }
            try {
                Optional<DeviceSession> session = sessions.find(camera.get());
                Optional<Events> events = session.flatMap(found -> found.device().events());
                if (events.isEmpty()) {
                    state = EventState.UNSUPPORTED;
                    rest(LONGEST_PAUSE);
                } else {
                    listen(camera.get(), session.orElseThrow(), events.get());
                }
            } catch (OnvifException e) {
                failed(e);
            }
        }
    }

    private void failed(OnvifException e) {
        if (e.reason() == Reason.GONE) {
            log.info("[camera:{}] the device has forgotten the subscription", cameraId);
            state = EventState.CONNECTING;
            return;
        }
        log.info("[camera:{}] no events: {}", cameraId, e.getMessage());
        problem = Optional.of(DeviceProblems.of(e));
        state = EventState.FAILED;
        rest(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void listen(DeviceAccess camera, DeviceSession session, Events events)
            throws OnvifException {
        PullPoint subscription = events.subscribe(LIFETIME);
        log.info("[camera:{}] listening to its events", cameraId);
        try {
            while (wanted.getAsBoolean()
                    && !Thread.currentThread().isInterrupted()
                    && cameras.access(cameraId).equals(Optional.of(camera))) {
                List<OnvifEvent> news = subscription.pull(pull(), MOST_IN_ONE_PULL);
                state = EventState.LISTENING;
                problem = Optional.empty();
                pause = FIRST_PAUSE;
                news.stream().filter(event -> isOf(camera, session, event)).forEach(heard);
            }
        } finally {
            // Devices have few subscriptions to give; an interrupt must not keep one.
            boolean interrupted = Thread.interrupted();
            subscription.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The first answer comes at once, with how things are. */
    private Duration pull() {
        return state == EventState.LISTENING ? PULL : Duration.ofSeconds(1);
    }

    /** A recorder reports for all of its cameras. */
    private static boolean isOf(DeviceAccess camera, DeviceSession session, OnvifEvent event) {
        return event.message().source().entrySet().stream()
                .filter(
                        item ->
                                item.getKey().equals("VideoSourceToken")
                                        || item.getKey().equals("VideoSource")
                                        || item.getKey().equals("Source"))
                .noneMatch(item -> session.isOfAnotherChannel(camera, item.getValue()));
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
