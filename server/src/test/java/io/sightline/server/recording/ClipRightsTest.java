package io.sightline.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.Sound;
import io.sightline.simulator.clip.VideoCodec;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A long answer ends with the right to it. */
class ClipRightsTest {

    /** U5: media ends so soon after the right to it. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private static final int RECEIVE_BUFFER_BYTES = 8 * 1024;

    /** Enough for a clip that does not fit into the buffers between server and reader. */
    private static final ClipSpec LARGE =
            new ClipSpec(
                    VideoCodec.H264, AudioCodec.NONE, Sound.TONE, 1280, 720, 25, 8_000_000, 25, 8);

    @TempDir Path data;

    @Test
    void aDownloadIsCutWhenTheRightEnds() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(1, LARGE));
                TestServer server = TestServer.start(data)) {
            TestServer.Answer camera = server.addCamera("Gate", farm.url(0), true);
            String stream = camera.json().at("/streams/0/name").asString();
            String clip = clip(server, stream);
            TestServer user = server.as("ben", Role.USER);
            grant(server, camera.text("id"));

            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
                socket.setSoTimeout(Math.toIntExact(ENDS_WITHIN.toMillis()));
                URI uri = server.uri(clip);
                socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
                socket.getOutputStream().write(request(uri, user.credential()));
                DataInputStream in = new DataInputStream(socket.getInputStream());
                long sizeBytes = contentLength(in);
                in.readFully(new byte[1_000]);

                long since = System.nanoTime();
                revoke(server);
                long readBytes = 1_000 + readToTheEnd(in);
                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(ENDS_WITHIN);
                assertThat(readBytes).isLessThan(sizeBytes);
            }
        }
    }

    /** Of fifteen seconds, once they are there. */
    private static String clip(TestServer server, String stream) {
        JsonNode span =
                server.await(
                                "/api/v1/recordings?stream=" + stream,
                                answer -> {
                                    JsonNode first = answer.json().at("/spans/0");
                                    return !first.isMissingNode()
                                            && Duration.between(from(first), to(first)).toSeconds()
                                                    >= 15;
                                })
                        .json()
                        .at("/spans/0");
        return "/vod/%s/clip.mp4?from=%s&to=%s"
                .formatted(stream, from(span), from(span).plusSeconds(15));
    }

    private static Instant from(JsonNode span) {
        return Instant.parse(span.path("from").asString());
    }

    private static Instant to(JsonNode span) {
        return Instant.parse(span.path("to").asString());
    }

    private static void grant(TestServer server, String cameraId) {
        server.bean(Database.class)
                .write()
                .sql(
                        "insert into camera_grant (id, account_id, camera_id, rights)"
                                + " values ('x', 'ben', ?, 'export')")
                .param(cameraId)
                .update();
        server.bean(Rights.class).reload();
    }

    private static void revoke(TestServer server) {
        server.bean(Database.class).write().sql("delete from camera_grant").update();
        server.bean(Rights.class).reload();
    }

    private static byte[] request(URI uri, String credential) {
        return "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(uri.getPath(), uri.getRawQuery(), uri.getAuthority(), credential)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @SuppressWarnings("deprecation") // a head has lines of ASCII
    private static long contentLength(DataInputStream in) throws IOException {
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        long length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    private static long readToTheEnd(DataInputStream in) throws IOException {
        long bytes = 0;
        byte[] some = new byte[RECEIVE_BUFFER_BYTES];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return bytes;
    }
}
