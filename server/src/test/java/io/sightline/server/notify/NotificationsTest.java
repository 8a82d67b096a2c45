package io.sightline.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.TestServer;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is told what on a real server's socket, and when it ends. */
class NotificationsTest {

    private static final String PATH = NotifyRoute.PATH;
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    @TempDir static Path data;
    private static TestServer server;
    private static Notifications notifications;
    private static String gate = "";
    private static String yard = "";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();
    private String name = "";
    private TestServer user;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "--health.first=1h");
        notifications = server.bean(Notifications.class);
        gate = server.addCamera("Gate", "rtsp://127.0.0.1:9/gate", false).text("id");
        yard = server.addCamera("Yard", "rtsp://127.0.0.1:9/yard", false).text("id");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void logIn() {
        name = "user-" + UUID.randomUUID();
        user = server.as(name, Role.USER);
    }

    /** The next test counts its sockets from none. */
    @AfterEach
    void closeSockets() {
        http.shutdownNow();
        sockets.forEach(WebSocket::abort);
        Eventually.await("all sockets are closed", () -> notifications.open() == 0);
    }

    private static void grant(String account, String camera) {
        server.bean(Database.class)
                .write()
                .sql(
                        "insert into camera_grant (id, account_id, camera_id, rights)"
                                + " values (?, ?, ?, 'view')")
                .params(UUID.randomUUID().toString(), account, camera)
                .update();
        server.bean(Rights.class).reload();
    }

    /** Open for sure: what is published from now on is for it too. */
    private Listening listen(TestServer as) {
        Listening listening = new Listening();
        int before = notifications.open();
        sockets.add(as.webSocket(PATH, listening));
        Eventually.await("the socket is open", () -> notifications.open() > before);
        return listening;
    }

    private static void event(String camera, int number) {
        notifications.publish(Topic.CAMERA_EVENT, camera, Map.of("number", number));
    }

    @Test
    void eachIsToldOfTheCamerasThatTheySee() {
        grant(name, gate);
        String otherName = "other-" + UUID.randomUUID();
        TestServer other = server.as(otherName, Role.USER);
        grant(otherName, yard);
        Listening moderator = listen(server);
        Listening ofGate = listen(user);
        Listening ofYard = listen(other);

        event(gate, 1);
        event(yard, 2);
        event(gate, 3);
        event(yard, 4);

        Eventually.await("all four", () -> moderator.messages.size() == 4);
        Eventually.await("the third", () -> ofGate.texts("number").contains("3"));
        Eventually.await("the fourth", () -> ofYard.texts("number").contains("4"));
        assertThat(moderator.texts("number")).containsExactly("1", "2", "3", "4");
        assertThat(ofGate.texts("number")).containsExactly("1", "3");
        assertThat(ofYard.texts("number")).containsExactly("2", "4");
        JsonNode message = ofGate.messages.getFirst();
        assertThat(message.path("type").asString()).isEqualTo("camera-event");
        assertThat(message.path("cameraId").asString()).isEqualTo(gate);
        assertThat(Instant.parse(message.path("at").asString())).isBefore(Instant.MAX);
    }

    @Test
    void nothingMoreIsToldOfACameraOnceTheRightToItIsTakenAway() {
        grant(name, gate);
        grant(name, yard);
        Listening listening = listen(user);
        event(gate, 1);
        server.bean(Database.class)
                .write()
                .sql("delete from camera_grant where account_id = ? and camera_id = ?")
                .params(name, gate)
                .update();
        server.bean(Rights.class).reload();
        event(gate, 2);
        event(yard, 3);
        Eventually.await("the last", () -> listening.texts("number").contains("3"));
        assertThat(listening.texts("number")).containsExactly("1", "3");
    }

    @Test
    void whatIsNoCameraYetIsForThoseWhoLookAfterCameras() {
        grant(name, gate);
        Listening ofUser = listen(user);
        Listening ofModerator = listen(server.as("moderator-" + UUID.randomUUID(), Role.MODERATOR));
        notifications.publishToModerators(Topic.ONBOARDING, Map.of("id", "o1", "step", "reach"));
        event(gate, 1);
        Eventually.await("both", () -> ofModerator.messages.size() == 2);
        Eventually.await("the event", () -> ofUser.messages.size() == 1);
        assertThat(ofModerator.texts("type")).containsExactly("onboarding", "camera-event");
        assertThat(ofModerator.messages.getFirst().has("cameraId")).isFalse();
        assertThat(ofUser.texts("type")).containsExactly("camera-event");
    }

    @Test
    void theSocketOfADisabledUserEnds() {
        Listening listening = listen(user);
        long start = System.nanoTime();
        server.send("PATCH", "/api/v1/users/" + name, "{\"enabled\":false}");
        Eventually.await("the end", () -> listening.closedWith.get() != Listening.OPEN);
        assertThat(listening.closedWith).hasValue(1008);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENDS_WITHIN);
    }

    @Test
    void theSocketEndsWithTheSession() {
        Listening listening = listen(user);
        server.bean(Rights.class).sessionEnded(user.session());
        Eventually.await("the end", () -> listening.closedWith.get() != Listening.OPEN);
        assertThat(listening.closedWith).hasValue(1008);
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        assertThatThrownBy(() -> open("https://other.example"))
                .isInstanceOf(CompletionException.class);
        URI own = server.uri("/");
        open("http://" + own.getAuthority()).abort();
    }

    private WebSocket open(String origin) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + user.credential())
                .header("Origin", origin)
                .buildAsync(
                        URI.create(server.uri(PATH).toString().replace("http://", "ws://")),
                        new Listening())
                .join();
    }

    @Test
    void onlyWhoIsLoggedInComesIn() {
        assertThat(server.asNobody().get(PATH).problem()).isEqualTo("unauthenticated");
        assertThat(server.asNobody().get(PATH + "?token=nonsense").status()).isEqualTo(401);
        assertThat(user.get(PATH).problem()).isEqualTo("upgrade-required");
        assertThatThrownBy(() -> server.asNobody().webSocket(PATH, new Listening()))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void anAccessTokenMayStandInTheAddressAndAnApiKeyMayNot() {
        TestServer nobody = server.asNobody();
        assertThat(nobody.get(PATH + "?token=" + user.credential()).status()).isEqualTo(426);
        String key =
                server.post("/api/v1/api-keys", "{\"name\":\"wall\",\"scopes\":[\"view\"]}")
                        .text("key");
        assertThat(key).isNotEmpty();
        assertThat(nobody.get(PATH + "?token=" + key).status()).isEqualTo(401);
    }

    @Test
    void whoDoesNotReadIsDroppedAndTheOthersAreToldEverything() throws IOException {
        Listening reader = listen(server);
        int before = notifications.open();
        try (Socket sleeper = sleeper()) {
            Eventually.await("it is open", () -> notifications.open() > before);
            String text = "x".repeat(16_000);
            int sent = 0;
            while (notifications.open() > before && sent < 10_000) {
                for (int i = 0; i < 20; i++) {
                    notifications.publish(
                            Topic.CAMERA_EVENT, gate, Map.of("number", sent++, "text", text));
                }
                int all = sent;
                Eventually.await("the reader has them", () -> reader.messages.size() == all);
            }
            assertThat(sleeper.isConnected()).isTrue();
            assertThat(notifications.open()).isEqualTo(before);
            assertThat(reader.closedWith).hasValue(Listening.OPEN);
        }
    }

    /** Opens a WebSocket by hand, with a small receive buffer, and never reads. */
    private static Socket sleeper() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.uri("/").getPort()));
        String request =
                String.join(
                        "\r\n",
                        "GET " + PATH + "?token=" + server.credential() + " HTTP/1.1",
                        "Host: x",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
                        "",
                        "");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void answersPings() {
        Listening listening = new Listening();
        WebSocket socket = user.webSocket(PATH, listening);
        sockets.add(socket);
        socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, -3})).join();
        Eventually.await("an answer", () -> listening.pongs.get() == 3);
    }

    @Test
    void anAccountDoesNotTakeAllSockets() {
        for (int i = 0; i < NotifyRoute.MOST_OF_ONE_ACCOUNT; i++) {
            listen(user);
        }
        assertThatThrownBy(() -> user.webSocket(PATH, new Listening()))
                .isInstanceOf(CompletionException.class);
        listen(server.as("another-" + UUID.randomUUID(), Role.USER));
    }
}
