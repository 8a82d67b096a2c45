package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is said of addresses where something else than a camera answers. */
class StrangersTest {

    private static final String ONBOARD = "/api/v1/cameras/onboard";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, "--camera.rtsp.reply-timeout=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Says the same to everybody who says something, and hangs up, or says nothing and waits. */
    private static LoopbackServer stranger(String answer, boolean hangsUp) throws IOException {
        return new LoopbackServer(
                connection -> {
                    byte[] request = new byte[8_192];
                    if (connection.getInputStream().read(request) > 0) {
                        connection
                                .getOutputStream()
                                .write(answer.getBytes(StandardCharsets.ISO_8859_1));
                        if (hangsUp) {
                            connection.close();
                        }
                    }
                });
    }

    private static Answer onboard(String address) {
        return server.post(
                ONBOARD,
                "{\"address\":\"%s\",\"username\":\"admin\",\"password\":\"canary-9a\"}"
                        .formatted(address));
    }

    /** Of an onboarding that failed, in its own time. */
    private static JsonNode failure(Answer begun) {
        String id = begun.status() == 202 ? begun.text("id") : begun.text("onboarding");
        Answer ended =
                server.await(ONBOARD + "/" + id, answer -> answer.text("state").equals("failed"));
        assertThat(ended.response().body()).doesNotContain("canary-9a");
        return ended.json().path("failure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "\u0000\u0001\u00fe\u00ff\u0000garbage\r\n",
                "220 mail.example.org ESMTP\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n<html><body>Printer</body>",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            })
    void saysWhereAnotherProtocolAnswers(String garbage) throws IOException {
        try (LoopbackServer stranger = stranger(garbage, true)) {
            Answer refused = onboard(stranger.address());

            assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("not-a-camera");
            assertThat(refused.text("detail"))
                    .contains("What answers at " + stranger.address())
                    .contains("neither ONVIF nor RTSP")
                    .contains("Check the address and the port");
            assertThat(
                            server.get(ONBOARD + "/" + refused.text("onboarding"))
                                    .json()
                                    .path("attempt"))
                    .as("another protocol stays one")
                    .hasToString("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<?xml version",
                "\u0000\u0001garbage without an end",
                ""
            })
    void saysWhereAnswersBreakOff(String half) throws IOException {
        try (LoopbackServer stranger = stranger(half, true)) {
            JsonNode failure = failure(onboard(stranger.address()));

            assertThat(failure.path("type").asString()).isEqualTo("not-a-camera");
            assertThat(failure.path("detail").asString())
                    .contains(stranger.address() + " breaks off")
                    .contains("restart it");
        }
    }

    @Test
    void saysWhereNothingIsAnswered() throws IOException {
        try (LoopbackServer stranger = stranger("", false)) {
            JsonNode failure = failure(onboard(stranger.address()));

            assertThat(failure.path("type").asString()).isEqualTo("not-a-camera");
            assertThat(failure.path("detail").asString())
                    .startsWith(stranger.address() + " takes the connection");
        }
    }

    @Test
    void aCameraThatRefusesByRtspIsNoStranger() throws IOException {
        String busy = "RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: 1\r\n\r\n";
        try (LoopbackServer camera = stranger(busy, true)) {
            JsonNode failure = failure(onboard(camera.address()));

            assertThat(failure.path("type").asString()).isIn("protocol-error", "closed");
        }
    }
}
