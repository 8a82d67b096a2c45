package io.sightline.server.control;

import io.sightline.onvif.ptz.PtzCamera;
import io.sightline.onvif.ptz.PtzVector;
import io.sightline.onvif.soap.OnvifException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one camera, and sees to it that it stops.
 *
 * <p>A continuous move goes on only while it is asked for again and again: who holds a button and
 * closes the lid would leave the camera turning. Asked for again it is prolonged here, and the
 * device hears of it only when its own time-out comes near, for some cameras jerk at each command.
 * That time-out is for the case that this server ends meanwhile.
 *
 * <p>A stop is always sent, by whatever was moving: also behind a move that is still on its way, or
 * that failed, since it may have arrived all the same. While the camera does not take it, it is
 * sent again and again for as long as the move may last.
 *
 * <p>Any thread. Commands are sent by the callers; the {@link PtzWatch} sends what nobody waits
 * for.
 */
final class PtzDrive {

    private static final Logger log = LoggerFactory.getLogger(PtzDrive.class);

    /** By so much the device's time-out is longer than the hold. */
    private static final Duration DEVICE_MARGIN = Duration.ofSeconds(10);

    private static final Duration STOP_AGAIN = Duration.ofSeconds(1);

    /** A move that was sent, or may have been. */
    private static final class Motion {
        final PtzCamera head;
        final PtzVector speed;
        volatile long endsNanos;

        /** When the device ends it by itself. */
        final long deviceEndsNanos;

        Motion(PtzCamera head, PtzVector speed, long endsNanos, long deviceEndsNanos) {
            this.head = head;
            this.speed = speed;
            this.endsNanos = endsNanos;
            this.deviceEndsNanos = deviceEndsNanos;
        }
    }

    private final String cameraId;
    private final PtzWatch watch;
    private @Nullable Motion motion;

    PtzDrive(String cameraId, PtzWatch watch) {
        this.cameraId = cameraId;
        this.watch = watch;
    }

    /** Moves until {@link #stop}, or until it was not asked for again for so long. */
    void move(PtzCamera head, PtzVector speed, Duration hold) throws OnvifException {
        long now = System.nanoTime();
        Motion begun;
        synchronized (this) {
            Motion going = motion;
            if (going != null && goesOn(going, head, speed, now + hold.toNanos())) {
                going.endsNanos = now + hold.toNanos();
                return;
            }
            begun =
                    new Motion(
                            head,
                            speed,
                            now + hold.toNanos(),
                            now + hold.plus(DEVICE_MARGIN).toNanos());
            motion = begun;
        }
        watch.later(hold, () -> expire(begun));
        send(begun, hold.plus(DEVICE_MARGIN));
    }

    private static boolean goesOn(Motion going, PtzCamera head, PtzVector speed, long untilNanos) {
        return going.head == head
                && going.speed.equals(speed)
                && going.deviceEndsNanos - untilNanos > 0;
    }

    private void send(Motion begun, Duration deviceTimeout) throws OnvifException {
        boolean arrived = true;
        try {
            arrived = begun.head.continuousMove(begun.speed, deviceTimeout);
        } catch (OnvifException e) {
            arrived = mayHaveArrived(e);
            throw e;
        } finally {
            boolean stopped;
            synchronized (this) {
                stopped = motion == null;
                if (motion == begun && !arrived) {
                    motion = null;
                }
            }
            if (stopped && arrived) {
                // The stop may have overtaken this move on its way.
                stopQuietly(begun);
            }
        }
    }

    private static boolean mayHaveArrived(OnvifException failure) {
        return switch (failure.reason()) {
            case UNREACHABLE,
                    TIMED_OUT,
                    CUT_OFF,
                    TOO_LARGE,
                    DEVICE_FAULT,
                    UNEXPECTED_ANSWER,
                    NOT_ONVIF ->
                    true;
            case ADDRESS_REFUSED,
                    TLS,
                    REDIRECTED,
                    NOT_AUTHORIZED,
                    ACCOUNT_LOCKED,
                    NOT_SUPPORTED,
                    INVALID_ARGUMENT,
                    GONE,
                    SENDER_FAULT ->
                    false;
        };
    }

    /** Nobody holds it any more, or somebody has prolonged it. */
    private void expire(Motion begun) {
        Duration left;
        synchronized (this) {
            if (motion != begun) {
                return;
            }
            left = Duration.ofNanos(begun.endsNanos - System.nanoTime());
            if (!left.isPositive()) {
                motion = null;
            }
        }
        if (left.isPositive()) {
            watch.later(left, () -> expire(begun));
            return;
        }
        log.info("[camera:{}] nobody holds the move any more, stopping it", cameraId);
        stopQuietly(begun);
    }

    /** Finds the head of the camera as it is now. */
    @FunctionalInterface
    interface HeadNow {
        PtzCamera find();
    }

    /**
     * Stops whatever moves.
     *
     * @param now asked where nothing moves that is known of, or where what moves it can no longer
     *     stop it, as after a change of the password
     */
    void stop(HeadNow now) throws OnvifException {
        Motion moving = end();
        if (moving == null) {
            now.find().stop();
            return;
        }
        boolean done = false;
        try {
            stop(moving, now);
            done = true;
        } finally {
            if (!done) {
                stopUntilDone(moving);
            }
        }
    }

    private static void stop(Motion moving, HeadNow now) throws OnvifException {
        try {
            moving.head.stop();
        } catch (OnvifException e) {
            PtzCamera other = now.find();
            if (other == moving.head) {
                throw e;
            }
            other.stop();
        }
    }

    /** This server ends: nobody will be there to stop it. */
    void endForGood() {
        Motion moving = end();
        if (moving != null) {
            stopQuietly(moving);
        }
    }

    /** A command that ends a continuous move by itself is about to be sent. */
    void superseded() {
        end();
    }

    private synchronized @Nullable Motion end() {
        Motion ended = motion;
        motion = null;
        return ended;
    }

    private void stopQuietly(Motion stopped) {
        try {
            stopped.head.stop();
        } catch (OnvifException e) {
            log.warn("[camera:{}] could not be stopped: {}", cameraId, e.getMessage());
            stopUntilDone(stopped);
        }
    }

    private void stopUntilDone(Motion stopped) {
        if (stopped.deviceEndsNanos - System.nanoTime() <= 0) {
            return;
        }
        watch.later(
                STOP_AGAIN,
                () -> {
                    synchronized (this) {
                        if (motion != null) {
                            return;
                        }
                    }
                    stopQuietly(stopped);
                });
    }
}
