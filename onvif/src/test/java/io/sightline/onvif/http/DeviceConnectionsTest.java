package io.sightline.onvif.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.handshake.CertificatePolicy;
import io.sightline.onvif.http.HttpFailure.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceConnectionsTest {

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private HttpReply get(ConnectionSettings settings) throws HttpFailure {
        return ask(new DeviceConnections(settings), settings, true);
    }

    private HttpReply ask(
            DeviceConnections connections, ConnectionSettings settings, boolean repeatable)
            throws HttpFailure {
        HttpRequest request =
                new HttpRequest(
                        "GET",
                        DeviceAddress.parse("127.0.0.1:" + server.getLocalPort()),
                        repeatable,
                        "",
                        new byte[0],
                        Optional.empty(),
                        settings.readTimeout(),
                        1_000);
        return connections.send(request, Deadline.in(settings.operationDeadline()));
    }

    /**
     * Answers requests, each with the number of its connection.
     *
     * @param answers of one connection, after which it is closed
     */
    private void answer(int answers) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            for (int number = 1; ; number++) {
                                try (Socket socket = server.accept()) {
                                    answer(socket, answers, number);
                                } catch (IOException e) {
                                    return;
                                }
                            }
                        });
    }

    private static void answer(Socket socket, int answers, int number) throws IOException {
        for (int i = 0; i < answers && request(socket); i++) {
            send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + number);
        }
    }

    /** Whether there is one. */
    private static boolean request(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        boolean there = line != null;
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
        return there;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.US_ASCII);
    }

    @Test
    void asksAgainOnTheSameConnection() throws Exception {
        answer(Integer.MAX_VALUE);
        DeviceConnections connections = new DeviceConnections(ConnectionSettings.DEFAULT);

        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, true))).isEqualTo("1");
        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, true))).isEqualTo("1");
    }

    @Test
    void sendsWhatMustNotBeRepeatedOnAConnectionOfItsOwn() throws Exception {
        answer(1);
        DeviceConnections connections = new DeviceConnections(ConnectionSettings.DEFAULT);

        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, false))).isEqualTo("1");
        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, false))).isEqualTo("2");
    }

    @Test
    void connectsAnewWhenTheDeviceHasClosedAKeptConnection() throws Exception {
        answer(1);
        DeviceConnections connections = new DeviceConnections(ConnectionSettings.DEFAULT);

        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, true))).isEqualTo("1");
        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, true))).isEqualTo("2");
        assertThat(text(ask(connections, ConnectionSettings.DEFAULT, true))).isEqualTo("3");
    }

    /** Some devices promise to keep a connection and then never look at it. */
    @Test
    void keepsNoMoreConnectionsOfADeviceThatDoesNotListenToThem() throws Exception {
        List<Socket> deaf = new CopyOnWriteArrayList<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            for (int number = 1; ; number++) {
                                try {
                                    Socket socket = server.accept();
                                    deaf.add(socket);
                                    answer(socket, 1, number);
                                } catch (IOException e) {
                                    return;
                                }
                            }
                        });
        ConnectionSettings settings =
                ConnectionSettings.DEFAULT.withTimeouts(
                        Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(60));
        DeviceConnections connections = new DeviceConnections(settings);

        assertThat(text(ask(connections, settings, true))).isEqualTo("1");
        assertThat(text(ask(connections, settings, true))).isEqualTo("2");
        assertThat(text(ask(connections, settings, true))).isEqualTo("3");

        assertThat(request(deaf.get(0))).as("the first was used once more").isTrue();
        assertThat(request(deaf.get(1))).as("the second was").isFalse();
        for (Socket socket : deaf) {
            socket.close();
        }
    }

    @Test
    void closesAConnectionThatNobodyUsesAnyMore() throws Exception {
        CompletableFuture<Boolean> anotherRequest = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Socket socket = server.accept()) {
                                answer(socket, 1, 1);
                                anotherRequest.complete(request(socket));
                            } catch (IOException e) {
                                anotherRequest.completeExceptionally(e);
                            }
                        });

        assertThat(text(get(ConnectionSettings.DEFAULT))).isEqualTo("1");
        assertThat(anotherRequest.get(30, TimeUnit.SECONDS)).isFalse();
    }

    /** Each byte comes in time, all of them do not: the whole has a deadline of its own. */
    @Test
    void givesUpADeviceThatTrickles() {
        Thread.ofVirtual().start(this::trickle);
        ConnectionSettings settings =
                ConnectionSettings.DEFAULT.withTimeouts(
                        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(700));
        Instant before = Instant.now();

        assertThatThrownBy(() -> get(settings))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private void trickle() {
        try (Socket socket = server.accept()) {
            for (byte b : "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(b);
            }
            while (true) {
                socket.getOutputStream().write('x');
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The client is gone.
        }
    }

    @Test
    void doesNotConnectWhereTheGuardDoesNotWantTo() {
        ConnectionSettings settings =
                ConnectionSettings.DEFAULT.with(
                        (AddressGuard)
                                address ->
                                        address.getAddress().isLoopbackAddress()
                                                ? Optional.of("not to myself")
                                                : Optional.empty());

        assertThatThrownBy(() -> get(settings))
                .hasMessage("not to myself")
                .isInstanceOfSatisfying(
                        HttpFailure.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.ADDRESS_REFUSED));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        server.close();

        assertThatThrownBy(() -> get(ConnectionSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void defaults() {
        ConnectionSettings settings = ConnectionSettings.DEFAULT;

        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.operationDeadline()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.maxReplyBytes()).isEqualTo(4 << 20);
        assertThat(settings.maxPictureBytes()).isEqualTo(8 << 20);
        assertThat(settings.parallelRequests()).isEqualTo(4);
        assertThat(settings.certificates()).isEqualTo(new CertificatePolicy.AcceptAny());
    }
}
