package io.sightline.server.notify;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.access.Scope;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells those who are listening what happens. A message is JSON: {@code type}, {@code at}, {@code
 * cameraId} where it is about one, and what the body says. It is made once and shared by all who
 * may have it; rights are asked when it is sent.
 *
 * <p>Nothing is kept: who comes later, or was too slow and was dropped, asks the API how things
 * are. So tell after the change can be seen there, which is after the transaction.
 *
 * <p>Safe for use by any thread; never blocks.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Rights rights;
    private final InstantSource clock;
    private final Set<NotifySocket> sockets = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pinger =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("notify-ping").daemon().factory());

    Notifications(Rights rights, InstantSource clock) {
        this.rights = rights;
        this.clock = clock;
        long millis = NotifySocket.PING_EVERY.toMillis();
        var _ = pinger.scheduleWithFixedDelay(this::ping, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Tells everybody who may see the camera.
     *
     * @param body a record or map whose members stand beside {@code type} and {@code at}
     */
    public void publish(Topic topic, String cameraId, Object body) {
        send(topic, cameraId, body, caller -> rights.sees(caller, cameraId));
    }

    /** Tells those who look after all cameras: of what is not a camera, or not yet. */
    public void publishToModerators(Topic topic, Object body) {
        send(
                topic,
                "",
                body,
                caller -> caller.is(Role.MODERATOR) && caller.has(Scope.MANAGE_CAMERAS));
    }

    private void send(Topic topic, String cameraId, Object body, Predicate<Caller> audience) {
        if (sockets.isEmpty()) {
            return;
        }
        byte[] message = message(topic, cameraId, body);
        for (NotifySocket socket : sockets) {
            if (socket.caller().filter(audience).isPresent()) {
                socket.send(message);
            }
        }
    }

    private byte[] message(Topic topic, String cameraId, Object body) {
        ObjectNode message = JSON.createObjectNode();
        message.put("type", topic.word());
        message.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        if (!cameraId.isEmpty()) {
            message.put("cameraId", cameraId);
        }
        JsonNode members = JSON.valueToTree(body);
        members.forEachEntry(message::set);
        return JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    }

    void joined(NotifySocket socket) {
        sockets.add(socket);
    }

    void left(NotifySocket socket) {
        sockets.remove(socket);
    }

    /** Sockets that an account has open. */
    long openOf(String accountId) {
        return sockets.stream()
                .flatMap(socket -> socket.caller().stream())
                .filter(caller -> caller.accountId().equals(accountId))
                .count();
    }

    /** Sockets that are open. */
    int open() {
        return sockets.size();
    }

    private void ping() {
        for (NotifySocket socket : sockets) {
            try {
                socket.ping();
            } catch (RuntimeException e) {
                log.warn("[notify:ping] {}", e.toString());
            }
        }
    }

    @Override
    public void close() {
        pinger.shutdownNow();
        sockets.forEach(NotifySocket::goAway);
    }
}
