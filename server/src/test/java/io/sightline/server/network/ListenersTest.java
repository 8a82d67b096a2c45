package io.sightline.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.SightlineServer;
import io.sightline.server.TestServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of 127.0.0.0/8 is this machine: 127.0.0.2 stands for where others come from. */
class ListenersTest {

    private static final String ELSEWHERE = "127.0.0.2";

    @TempDir Path data;

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 20_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "HEAD /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8_192];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    @Test
    void letsOthersInOnceThereIsAnAdministratorAndKeepsWhoIsThere() throws Exception {
        try (SightlineServer server = start("--listen", "all")) {
            int port = server.uri().getPort();
            Listeners listeners = server.bean(Listeners.class);
            assertThat(listeners.addresses()).containsExactly("127.0.0.1:" + port);
            assertThat(listeners.inWords()).contains("until there is an administrator");
            assertThat(answers(ELSEWHERE, port)).isFalse();
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.setSoTimeout(20_000);
                assertThat(ask(open)).startsWith("HTTP/1.1 200");
                TestServer.withAdministrator(server);
                assertThat(listeners.addresses()).containsExactly("0.0.0.0:" + port);
                assertThat(ask(open)).startsWith("HTTP/1.1 200");
            }
            assertThat(listeners.inWords()).contains("WITHOUT TLS");
            assertThat(answers(ELSEWHERE, port)).isTrue();
            assertThat(answers("127.0.0.1", port)).isTrue();
        }
    }

    private SightlineServer start(String... settings) throws Exception {
        return SightlineServer.start(
                Stream.concat(
                                Stream.of("--data", data.toString(), "--port", "0"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    @Test
    void listensOnOneMoreAddressAndStaysOnLoopback() throws IOException {
        assertThat(ListenAddress.parse(ELSEWHERE).isLoopback()).isTrue();
        assertThat(ListenAddress.parse("192.0.2.1").isLoopback()).isFalse();
        try (TestServer server = TestServer.start(data, "--listen=192.0.2.1")) {
            // Not an address of this machine: it goes on as before.
            assertThatThrownBy(() -> server.bean(Listeners.class).open())
                    .hasRootCauseInstanceOf(BindException.class);
            assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
        }
    }

    @Test
    void goesOnAsBeforeWhenAnotherHasThePort() throws Exception {
        try (SightlineServer server = start("--listen", "all");
                ServerSocket other = new ServerSocket()) {
            int port = server.uri().getPort();
            other.bind(new InetSocketAddress(ELSEWHERE, port));
            Listeners listeners = server.bean(Listeners.class);
            assertThatThrownBy(listeners::open).hasRootCauseInstanceOf(BindException.class);
            assertThat(listeners.addresses()).containsExactly("127.0.0.1:" + port);
            assertThat(answers("127.0.0.1", port)).isTrue();
        }
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            Listeners listeners = server.bean(Listeners.class);
            listeners.open();
            int port = server.uri("/").getPort();
            assertThat(listeners.addresses()).containsExactly("127.0.0.1:" + port);
            assertThat(answers(ELSEWHERE, port)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256.1.1.1", "no such host.invalid"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback, all or an address");
    }
}
