package io.sightline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send, and what they are told; sent as it is, for clients tidy up. */
class HardeningTest {

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The server may have said no, and hung up, before all was sent.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(String path) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cameras",
                "/favicon.svg",
                "/api/v1/health",
                "/api/v1/nothing",
                "/api/v1/cameras",
                "/metrics",
                "/%2e%2e/x",
                "/api/v1/health/%00",
                "/live/none/index.m3u8",
                "/vod/none/index.m3u8",
                "/vod/none/nothing"
            })
    void tellsBrowsersNotToGuessAndNobodyWhatItRunsOn(String path) throws IOException {
        String answer = get(path);
        assertThat(answer).containsIgnoringCase("\r\nX-Content-Type-Options: nosniff");
        assertThat(answer)
                .doesNotContainIgnoringCase("\r\nServer:")
                .doesNotContainIgnoringCase("X-Powered-By")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("spring")
                .doesNotContain("java.", "\tat ", "Exception");
    }

    @Test
    void sendsAnAddressWrittenLikeAFolderToTheFragmentOfThatName() throws IOException {
        // Where the page was not built, there is none to send to.
        boolean built = get("/").startsWith("HTTP/1.1 200");

        assertThat(get("/cameras/gate"))
                .startsWith(built ? "HTTP/1.1 302" : "HTTP/1.1 404")
                .satisfies(
                        answer ->
                                assertThat(answer.contains("Location: /#/cameras/gate\r\n"))
                                        .isEqualTo(built));
        assertThat(get("/api/v1/none/at/all")).doesNotContain("Location:");
    }

    @Test
    void letsThePageRunNothingButItself() throws IOException {
        String first = get("/");
        String policy =
                first.lines()
                        .filter(line -> line.startsWith("Content-Security-Policy: "))
                        .findFirst()
                        .orElse("");
        if (first.startsWith("HTTP/1.1 200")) {
            String nonce = policy.replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
            assertThat(policy).contains("script-src 'self';").doesNotContain("unsafe");
            assertThat(first).contains("nonce=\"" + nonce + "\"").doesNotContain("%NONCE%");
            assertThat(get("/")).as("a nonce is used once").doesNotContain(nonce);
            assertThat(first).contains("Cache-Control: no-store");
        }
        assertThat(policy).contains("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(first)
                .contains("X-Frame-Options: DENY")
                .contains("Referrer-Policy: no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cameras", "/api/v1/health", "/metrics", "/api/v1/nothing"})
    void letsNobodyStoreWhatTheApiSays(String path) throws IOException {
        assertThat(get(path)).contains("Cache-Control: no-store");
        assertThat(server.get(path).response().headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "TRACK", "PROPFIND", "FOO"})
    void knowsNoOtherMethods(String method) throws IOException {
        for (String path : new String[] {"/", "/api/v1/cameras", "/live/x/index.m3u8"}) {
            String answer =
                    raw(
                            method
                                    + " "
                                    + path
                                    + " HTTP/1.1\r\nHost: x\r\nX-Secret: echo\r\n"
                                    + "Connection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("echo");
        }
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItIsRead() throws IOException {
        String answer =
                raw(
                        """
                        POST /api/v1/cameras HTTP/1.1
                        Host: x
                        Content-Type: application/json
                        Content-Length: 1048577

                        """
                                .replace("\n", "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        String answer =
                raw(
                        """
                        POST /api/v1/auth/login HTTP/1.1
                        Host: x
                        Content-Type: application/json
                        Transfer-Encoding: chunked
                        Connection: close

                        """
                                        .replace("\n", "\r\n")
                                + chunk.repeat(20)
                                + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }

    /** What is larger than the buffers between the two: it can be sent only while it is read. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/cameras/import?dryRun=true, multipart/form-data, 16, 413",
        "/api/v1/cameras/import?dryRun=true, multipart/form-data, 8, 401",
        "/api/v1/nothing, multipart/form-data, 8, 401",
        "/live/none/index.m3u8, application/json, 8, 413",
    })
    void answersWhoSendsAllOfWhatIsRefusedBeforeTheyRead(
            String path, String type, int megabytes, int status) throws IOException {
        String head =
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s; boundary=b\r\n%%s\r\n\r\n"
                        .formatted(path, type);
        byte[] megabyte = new byte[1 << 20];
        String answer =
                sent(
                        head.formatted("Content-Length: " + megabytes * megabyte.length),
                        out -> {
                            for (int i = 0; i < megabytes; i++) {
                                out.write(megabyte);
                            }
                        });
        assertThat(answer).startsWith("HTTP/1.1 " + status);

        String ofUnknownLength =
                sent(
                        head.formatted("Transfer-Encoding: chunked"),
                        out -> {
                            for (int i = 0; i < megabytes; i++) {
                                out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                                out.write(megabyte);
                                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                            }
                            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        });
        assertThat(ofUnknownLength).startsWith("HTTP/1.1 4");
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The first line of what is answered to a client that reads nothing before it has sent all. */
    private static String sent(String head, Body body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            body.writeTo(out);
            byte[] answer = new byte[64];
            int length = socket.getInputStream().readNBytes(answer, 0, answer.length);
            return new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws IOException {
        String answer =
                raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"
                        + "\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void refusesWhatTwoServersCouldReadInTwoWays(String request) throws IOException {
        assertThat(raw(request)).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("jetty");
    }
}
