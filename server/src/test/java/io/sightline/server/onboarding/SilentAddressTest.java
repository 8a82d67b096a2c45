package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An address that takes packets and answers none. */
class SilentAddressTest {

    private static final String ONBOARD = "/api/v1/cameras/onboard";

    @TempDir Path data;

    /** A port whose queue of connections is full: Linux drops whatever else comes. */
    private static final class BlackHole implements AutoCloseable {
        private final ServerSocket listening;
        private final List<Socket> queue = new ArrayList<>();

        BlackHole() throws IOException {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            try {
                while (true) {
                    Socket one = new Socket();
                    queue.add(one);
                    one.connect(listening.getLocalSocketAddress(), 500);
                }
            } catch (SocketTimeoutException _) {
                // Full.
            }
        }

        String address() {
            return "127.0.0.1:" + listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket one : queue) {
                one.close();
            }
            listening.close();
        }
    }

    @Test
    void isToldWithinTenSecondsOrSoAndTriedThreeTimes() throws IOException {
        try (TestServer server = TestServer.start(data);
                BlackHole nobody = new BlackHole()) {
            Answer begun =
                    server.post(
                            ONBOARD,
                            "{\"address\":\"%s\",\"waitSeconds\":0}".formatted(nobody.address()));
            Answer ended =
                    server.await(
                            ONBOARD + "/" + begun.text("id"),
                            answer -> answer.text("state").equals("failed"));

            assertThat(ended.json().at("/failure/type").asString()).isEqualTo("unreachable");
            assertThat(ended.json().at("/failure/detail").asString())
                    .isEqualTo("127.0.0.1 does not answer on the network.");
            assertThat(ended.json().path("attempt").asInt()).isEqualTo(3);
            assertThat(
                            Duration.between(
                                    Instant.parse(ended.text("createdAt")),
                                    Instant.parse(ended.text("updatedAt"))))
                    .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(13));
        }
    }
}
