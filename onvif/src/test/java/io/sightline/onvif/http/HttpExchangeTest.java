package io.sightline.onvif.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.handshake.CertificatePolicy;
import io.sightline.onvif.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExchangeTest {

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
        HttpRequest request =
                new HttpRequest(
                        "GET",
                        DeviceAddress.parse("127.0.0.1:" + server.getLocalPort()),
                        "",
                        new byte[0],
                        Optional.empty(),
                        settings.readTimeout(),
                        1_000);
        return HttpExchange.send(request, settings, Deadline.in(settings.operationDeadline()));
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
