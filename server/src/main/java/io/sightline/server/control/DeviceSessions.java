package io.sightline.server.control;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.media.stream.StreamFailure;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.server.camera.AddressPolicy;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.DeviceAccess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that are spoken with. A session is found by where the device is and as whom it is
 * logged in to: one whose address or password was changed is another one, and begins anew.
 *
 * <p>Any thread; who asks for a session that is being made waits for that one. A device that is
 * away is asked again each time; one that refused the log-in only after a while, with another
 * password, or when somebody wants it: accounts lock after some tries, and pages ask by themselves.
 */
final class DeviceSessions {

    private static final Logger log = LoggerFactory.getLogger(DeviceSessions.class);
    private static final int MOST = 2_000;
    private static final int HTTP_PORT = 80;

    private record Key(
            String host, Optional<DeviceAddress> onvif, Optional<DeviceCredentials> credentials) {
        static Key of(DeviceAccess camera) {
            return new Key(camera.host(), camera.onvif(), camera.credentials());
        }
    }

    private record Refusal(OnvifException reason, long nanos) {}

    private final CameraControl cameras;
    private final Duration retryAfter;
    private final ConnectionSettings settings;
    private final OnvifSearch search;
    private final AsyncCache<Key, Optional<DeviceSession>> sessions;
    private final Cache<Key, Refusal> refusals;
    private final Executor threads = task -> Thread.ofVirtual().name("device-session").start(task);

    /**
     * @param cameras says whether a camera without ONVIF is there at all
     */
    DeviceSessions(AddressPolicy addresses, CameraControl cameras, ControlProperties properties) {
        this.cameras = cameras;
        this.retryAfter = properties.retryAfter();
        this.settings = ConnectionSettings.DEFAULT.with(addresses::refusal);
        this.search = new OnvifSearch(settings);
        this.sessions =
                Caffeine.newBuilder()
                        .expireAfterWrite(properties.sessionLife())
                        .maximumSize(MOST)
                        .buildAsync();
        this.refusals =
                Caffeine.newBuilder()
                        .expireAfterWrite(properties.refusalKept())
                        .maximumSize(MOST)
                        .build();
    }

    /**
     * Blocks while the device is asked.
     *
     * @return empty when the device is there and speaks no ONVIF
     */
    Optional<DeviceSession> find(DeviceAccess camera) throws OnvifException {
        Key key = Key.of(camera);
        Refusal refused = refusals.getIfPresent(key);
        if (refused != null) {
            throw refused.reason();
        }
        CompletableFuture<Optional<DeviceSession>> session =
                sessions.get(
                        key,
                        (_, _) -> CompletableFuture.supplyAsync(() -> open(key, camera), threads));
        try {
            return session.join();
        } catch (CompletionException e) {
            // The cache forgets a failure by itself, but maybe after who waited has gone on.
            sessions.asMap().remove(key, session);
            if (e.getCause() instanceof Unopened unopened) {
                throw unopened.reason;
            }
            throw e;
        }
    }

    /**
     * Lets a device that refused the log-in be asked again: somebody says that it is otherwise now.
     *
     * @return how long that has still to wait, so that clicking does not lock the account; zero
     *     when the device will be asked
     */
    Duration forgetRefusal(DeviceAccess camera) {
        Key key = Key.of(camera);
        Refusal refused = refusals.getIfPresent(key);
        if (refused == null) {
            return Duration.ZERO;
        }
        Duration wait = retryAfter.minusNanos(System.nanoTime() - refused.nanos());
        if (wait.isPositive()) {
            return wait;
        }
        refusals.asMap().remove(key, refused);
        return Duration.ZERO;
    }

    /** What was found out of the device no longer holds. */
    void forget(DeviceAccess camera) {
        sessions.synchronous().invalidate(Key.of(camera));
    }

    private Optional<DeviceSession> open(Key key, DeviceAccess camera) {
        try {
            Optional<OnvifDevice> found =
                    key.onvif().isPresent()
                            ? Optional.of(
                                    OnvifDevice.connect(
                                            key.onvif().get(), key.credentials(), settings))
                            : search.find(key.host(), key.credentials());
            if (found.isEmpty()) {
                requireThere(camera);
                log.info("[camera:{}] no ONVIF at {}", camera.cameraId(), key.host());
                return Optional.empty();
            }
            OnvifDevice device = found.get();
            DeviceSession session = new DeviceSession(device, device.describe());
            log.info(
                    "[camera:{}] ONVIF at {}, clock {} ms ahead, {}",
                    camera.cameraId(),
                    device.address().hostAndPort(),
                    device.clockOffset().toMillis(),
                    device.services());
            return Optional.of(session);
        } catch (OnvifException e) {
            log.info("[camera:{}] no session: {}", camera.cameraId(), e.getMessage());
            if (e.reason() == Reason.NOT_AUTHORIZED || e.reason() == Reason.ACCOUNT_LOCKED) {
                refusals.put(key, new Refusal(e, System.nanoTime()));
            }
            throw new Unopened(e);
        }
    }

    /** A camera that is away may well speak ONVIF. */
    private void requireThere(DeviceAccess camera) throws OnvifException {
        Optional<StreamFailure> silence = cameras.ping(camera.cameraId());
        if (silence.isPresent()) {
            throw new OnvifException(
                    new DeviceAddress(false, camera.host(), HTTP_PORT, ""),
                    "connect",
                    Reason.UNREACHABLE,
                    silence.get().detail());
        }
    }

    /** Carries a checked failure through a future. */
    private static final class Unopened extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient OnvifException reason;

        Unopened(OnvifException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
