package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.testing.Eventually;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveMseTest {

    private static final ClipSpec CLIP = ClipSpec.SMALL.withAudio(AudioCodec.AAC);

    private final LiveServer server = new LiveServer();
    private final ClipSource camera = new ClipSource(ClipLibrary.clip(CLIP));
    private final Stream stream = server.define("cam", camera);

    @AfterEach
    void stop() {
        server.close();
    }

    private WebSocket open(MseClient viewer) {
        return server.http.newWebSocketBuilder().buildAsync(server.webSocket("cam"), viewer).join();
    }

    @Test
    void sendsTextThenInitThenChunks() {
        MseClient viewer = new MseClient();
        WebSocket socket = open(viewer);
        Eventually.await("five chunks", () -> viewer.count("prft") >= 5);

        int init = viewer.indexOf("{\"type\":\"init\"");
        assertThat(viewer.messages.getFirst())
                .startsWith("{\"type\":\"status\",\"state\":\"connecting\",\"failure\":null");
        assertThat(viewer.messages.get(init))
                .contains(
                        "\"version\":1",
                        "\"codecs\":\"avc1.",
                        "mp4a.40.2",
                        "\"chunkMillis\":200",
                        "\"mime\":\"video/mp4; codecs=\\\"avc1.",
                        "\"startMicros\":",
                        "\"wallClockMicros\":",
                        "\"serverMicros\":");
        assertThat(viewer.messages.get(init + 1)).isEqualTo("ftyp moov");
        assertThat(viewer.messages.get(init + 2)).isEqualTo("prft free moof mdat");
        assertThat(stream.status().readers())
                .extracting(ReaderInfo::kind)
                .contains(ReaderInfo.Kind.MSE);
        assertThat(stream.status().readers().getFirst().address()).isEqualTo("127.0.0.1");

        socket.abort();
        Eventually.await("the viewer left the list", () -> stream.status().readers().isEmpty());
        Eventually.await("the camera is let go", () -> !camera.isRunning());
    }

    @Test
    void tellsThatTheCameraIsAwayAndStartsAgainWhenItIsBack() {
        MseClient viewer = new MseClient();
        open(viewer);
        Eventually.await("a chunk", () -> viewer.count("prft") >= 1);
        camera.fail(true);
        Eventually.await(
                "it is told",
                () -> viewer.count("{\"type\":\"status\",\"state\":\"retrying\"") == 1);
        assertThat(
                        viewer.messages.get(
                                viewer.indexOf("{\"type\":\"status\",\"state\":\"retrying\"")))
                .contains(
                        "\"type\":\"unreachable\"",
                        "\"detail\":\"No route to the camera\"",
                        "\"retryAt\":\"20");

        camera.play(ClipLibrary.clip(CLIP.withSize(480, 270)));
        camera.fail(false);
        Eventually.await("a second init", () -> viewer.count("{\"type\":\"init\"") == 2);
        Eventually.await("a chunk of it", () -> viewer.messages.getLast().startsWith("prft"));
        assertThat(viewer.count("ftyp moov")).isEqualTo(2);
        assertThat(viewer.messages).anyMatch(m -> m.startsWith("{\"type\":\"init\",\"version\":2"));
    }

    @Test
    void sendsViewersOfAReplacedStreamAwayToComeBackToTheNewOne() {
        MseClient before = new MseClient();
        open(before);
        Eventually.await("a chunk", () -> before.count("prft") >= 1);

        server.define("cam", new ClipSource(ClipLibrary.clip(CLIP)));
        server.route.removed(stream);

        Eventually.await("the viewer is asked to come back", () -> before.closeCode == 1012);
        MseClient after = new MseClient();
        open(after);
        Eventually.await("a chunk of the new stream", () -> after.count("prft") >= 1);
    }

    @Test
    void refusesPagesOfOtherOrigins() {
        assertThatThrownBy(
                        () ->
                                server.http
                                        .newWebSocketBuilder()
                                        .header("Origin", "https://other.example")
                                        .buildAsync(server.webSocket("cam"), new MseClient())
                                        .join())
                .isInstanceOf(CompletionException.class);
        MseClient viewer = new MseClient();
        server.http
                .newWebSocketBuilder()
                .header("Origin", "http://127.0.0.1:" + server.port())
                .buildAsync(server.webSocket("cam"), viewer)
                .join();
        Eventually.await("a chunk", () -> viewer.count("prft") >= 1);
    }

    /** A viewer of whom the kernel takes no more jumps; it costs neither memory nor the others. */
    @Test
    void aViewerThatDoesNotReadHarmsNobody() {
        ClipSpec heavy = ClipSpec.SMALL.withSize(1280, 720).withBitsPerSecond(8_000_000);
        Stream big =
                server.define(
                        "big",
                        new ClipSource(ClipLibrary.clip(heavy)),
                        java.time.Duration.ofSeconds(3));
        List<java.net.Socket> sleepers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sleepers.add(sleeper("big"));
        }
        MseClient viewer = new MseClient();
        server.http.newWebSocketBuilder().buildAsync(server.webSocket("big"), viewer).join();
        Eventually.await("40 chunks", () -> viewer.count("prft") >= 40);

        assertThat(viewer.count("{\"type\":\"init\""))
                .as("the reading viewer never jumped")
                .isEqualTo(1);
        Eventually.await(
                "those who do not read are let go", () -> big.status().readers().size() == 1);
        Eventually.await("80 chunks", () -> viewer.count("prft") >= 80);
        assertThat(viewer.count("{\"type\":\"init\"")).isEqualTo(1);
        sleepers.forEach(LiveMseTest::close);
    }

    /** Every browser offers it; compressing what is compressed costs a core for a few viewers. */
    @Test
    void takesNoCompression() throws java.io.IOException {
        try (java.net.Socket browser = sleeper("cam")) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = browser.getInputStream().read();
                assertThat(next).as("after %s", head).isNotNegative();
                head.append((char) next);
            }
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(head.toString().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("sec-websocket-extensions");
        }
    }

    /** Opens a WebSocket by hand, as a browser does, with a small receive buffer; never reads. */
    private java.net.Socket sleeper(String name) {
        try {
            java.net.Socket socket = new java.net.Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(
                    new java.net.InetSocketAddress(
                            java.net.InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(
                            ("GET /live/"
                                            + name
                                            + "/mse HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Extensions: permessage-deflate;"
                                            + " client_max_window_bits\r\n"
                                            + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void close(java.net.Socket socket) {
        try {
            socket.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
