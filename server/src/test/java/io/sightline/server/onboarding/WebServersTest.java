package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Routers, storage boxes and other web servers are told from cameras that refuse a password. */
class WebServersTest {

    private static final String ONBOARD = "/api/v1/cameras/onboard";
    private static final String PAGE = "<!DOCTYPE html><html><body>Router</body></html>";
    private static final String DIGEST =
            "Digest realm=\"box\", qop=\"auth\", nonce=\"4fd1\", algorithm=MD5";

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

    private static Answer onboard(String address) {
        return server.post(
                ONBOARD,
                "{\"address\":\"%s\",\"username\":\"admin\",\"password\":\"canary-4c\"}"
                        .formatted(address));
    }

    /** A web server that answers everything so. */
    private static HttpServer web(int status, String header, String value) throws IOException {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        web.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    if (!header.isEmpty()) {
                        exchange.getResponseHeaders().set(header, value);
                    }
                    exchange.sendResponseHeaders(status, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        web.start();
        return web;
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    200 | ''               | ''                  | speaks neither | 1
                    302 | Location         | /login.html         | https://       | 1
                    400 | ''               | ''                  | speaks neither | 1
                    401 | WWW-Authenticate | Basic realm="NAS"   | the password   | 1
                    401 | WWW-Authenticate | DIGEST              | the password   | 1
                    403 | ''               | ''                  | the password   | 1
                    500 | ''               | ''                  | an error       | 3
                    503 | ''               | ''                  | an error       | 3
                    """)
    void aWebServerIsNoCamera(int status, String header, String value, String says, int attempts)
            throws IOException {
        HttpServer web = web(status, header, value.replace("DIGEST", DIGEST));
        try {
            String address = "127.0.0.1:" + web.getAddress().getPort();
            Answer refused = onboard(address);

            assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("not-a-camera");
            assertThat(refused.text("detail"))
                    .contains("What answers at " + address)
                    .contains("neither ONVIF nor RTSP")
                    .contains("Check the address and the port")
                    .contains(says)
                    .doesNotContain("canary-4c");
            assertThat(
                            server.get(ONBOARD + "/" + refused.text("onboarding"))
                                    .json()
                                    .path("attempt")
                                    .asInt())
                    .isEqualTo(attempts);
        } finally {
            web.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Login.Scheme.class)
    void aCameraThatRefusesThePasswordIsOne(Login.Scheme scheme) throws IOException {
        try (CameraFarm streams = CameraFarm.start(FarmSettings.of(1, ClipSpec.SMALL));
                OnvifFarm devices = OnvifFarm.start()) {
            OnvifCamera device =
                    devices.add(
                            DeviceSpec.camera(
                                            "Gate",
                                            UUID.randomUUID().toString(),
                                            StreamSpec.of(streams.url(0), ClipSpec.SMALL))
                                    .withLogin(new Login("admin", "another one", scheme)));

            assertThat(onboard(device.address()).problem()).isEqualTo("unauthorized");
        }
    }

    /** No SOAP before the log-in, not even for the time, as older cameras have it. */
    private static final class PageOnlyCamera implements AutoCloseable {
        private final LoopbackServer listening;
        private final int status;
        private final boolean wantsRtspLogIn;

        PageOnlyCamera(int status, boolean wantsRtspLogIn) throws IOException {
            this.status = status;
            this.wantsRtspLogIn = wantsRtspLogIn;
            listening = new LoopbackServer(this::answer);
        }

        String address() {
            return listening.address();
        }

        private void answer(Socket connection) throws IOException {
            try (connection;
                    BufferedReader in =
                            new BufferedReader(
                                    new InputStreamReader(
                                            connection.getInputStream(),
                                            StandardCharsets.ISO_8859_1))) {
                String head = in.readLine();
                int length = 0;
                String sequence = "";
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    String[] field = line.split(": ?", 2);
                    length =
                            field[0].equalsIgnoreCase("content-length")
                                    ? Integer.parseInt(field[1])
                                    : length;
                    sequence = field[0].equalsIgnoreCase("cseq") ? line : sequence;
                }
                in.read(new char[length]);
                connection
                        .getOutputStream()
                        .write(answer(head, sequence).getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        private String answer(String request, String sequence) {
            String challenge = "WWW-Authenticate: " + DIGEST + "\r\n";
            if (!request.endsWith("RTSP/1.0")) {
                return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, status == 401 ? challenge : "", PAGE.length(), PAGE);
            }
            boolean refused = wantsRtspLogIn && request.startsWith("DESCRIBE");
            return "RTSP/1.0 %s\r\n%s\r\n%s\r\n"
                    .formatted(
                            refused
                                    ? "401 Unauthorized"
                                    : request.startsWith("DESCRIBE") ? "404 Not Found" : "200 OK",
                            sequence,
                            refused ? challenge : "");
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aCameraThatRefusesThePasswordWithoutSoapIsToldByItsRtsp(boolean wantsRtspLogIn)
            throws IOException {
        try (PageOnlyCamera camera = new PageOnlyCamera(401, wantsRtspLogIn)) {
            Answer refused = onboard(camera.address());

            assertThat(refused.problem()).isEqualTo("unauthorized");
            assertThat(refused.text("detail")).contains("password");
        }
    }

    @Test
    void aCameraThatFailsWithoutSoapIsToldByItsRtsp() throws IOException {
        try (PageOnlyCamera camera = new PageOnlyCamera(500, true)) {
            assertThat(onboard(camera.address()).problem()).isEqualTo("device-answers-wrong");
        }
    }
}
