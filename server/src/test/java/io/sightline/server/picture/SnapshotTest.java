package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.VideoCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Snapshots of real cameras from a real server, decoded by a real ffmpeg. */
class SnapshotTest {

    private static final List<VideoCodec> CODECS = List.of(VideoCodec.values());
    private static final int RECORDED = CODECS.size();

    @TempDir static Path data;
    private static CameraFarm farm;
    private static TestServer server;
    private static final List<String> STREAMS = new ArrayList<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        ClipSpec[] clips = CODECS.stream().map(ClipSpec.SMALL::withVideo).toArray(ClipSpec[]::new);
        farm = CameraFarm.start(FarmSettings.of(2 * CODECS.size(), clips));
        server = TestServer.start(data, "--stream.start-timeout=20s", "--recording.reserve=1MB");
        for (int i = 0; i <= RECORDED; i++) {
            Answer added = server.addCamera("Camera " + i, farm.url(i), i == RECORDED);
            STREAMS.add(added.json().at("/streams/0/name").asString());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        HTTP.shutdownNow();
        server.close();
        farm.close();
    }

    private static HttpResponse<byte[]> get(String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(server.uri(path))
                            .header("Authorization", "Bearer " + server.credential())
                            .build();
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BufferedImage image(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static Instant takenAt(HttpResponse<byte[]> response) {
        return Instant.parse(response.headers().firstValue(SnapshotRoute.TAKEN_AT).orElseThrow());
    }

    private static String live(int camera) {
        return "/live/" + STREAMS.get(camera) + "/snapshot.jpg";
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatTheCameraSeesNowInEveryCodec(VideoCodec codec) throws IOException {
        HttpResponse<byte[]> response = get(live(CODECS.indexOf(codec)));

        BufferedImage image = image(response);
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(360);
        assertThat(isPicture(image)).as("more than one colour").isTrue();
        assertThat(takenAt(response))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        BufferedImage small = image(get(live(CODECS.indexOf(codec)) + "?width=161"));
        assertThat(small.getWidth()).as("half as many pixels of chroma").isEqualTo(160);
        assertThat(small.getHeight()).isEqualTo(90);
        assertThat(image(get(live(CODECS.indexOf(codec)) + "?width=1920")).getWidth())
                .as("never made larger")
                .isEqualTo(640);
    }

    private static boolean isPicture(BufferedImage image) {
        return image.getRGB(image.getWidth() / 8, image.getHeight() / 8)
                != image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    }

    @Test
    void twentyAtOnceAreOneDecoder() {
        get(live(0));
        PictureFigures figures = server.bean(PictureFigures.class);
        long before = figures.decoded();
        List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(CompletableFuture.supplyAsync(() -> get(live(0) + "?width=200")));
        }
        all.forEach(one -> assertThat(one.join().statusCode()).isEqualTo(200));
        // More than one where the machine is so slow that a second passes meanwhile.
        assertThat(figures.decoded() - before).isBetween(1L, 5L);
    }

    @Test
    void showsARecordedTimeByTheKeyFrameBefore() throws IOException {
        String recordings = "/api/v1/recordings?stream=" + STREAMS.get(RECORDED);
        Answer recorded = server.await(recordings, SnapshotTest::hasSixSeconds);
        Instant from = Instant.parse(recorded.json().at("/spans/0/from").asString());
        Instant at = from.plusMillis(3_400);

        HttpResponse<byte[]> response = get(vod("?width=320&at=" + at));

        assertThat(image(response).getWidth()).isEqualTo(320);
        // A key frame each second.
        assertThat(takenAt(response)).isBetween(at.minusMillis(1_200), at);
        Answer before = server.get(vod("?at=2020-01-01T00:00:00Z"));
        assertThat(before.status()).isEqualTo(404);
        assertThat(before.problem()).isEqualTo("no-recording");
        assertThat(before.json().at("/nearest/after/from").asString()).isNotEmpty();
    }

    private static String vod(String query) {
        return "/vod/" + STREAMS.get(RECORDED) + "/snapshot.jpg" + query;
    }

    private static boolean hasSixSeconds(Answer recorded) {
        JsonNode span = recorded.json().at("/spans/0");
        return !span.isMissingNode()
                && Duration.between(
                                        Instant.parse(span.path("from").asString()),
                                        Instant.parse(span.path("to").asString()))
                                .toSeconds()
                        >= 6;
    }

    @Test
    void saysWhyThereIsNone() {
        assertThat(server.get("/live/nothing/snapshot.jpg").problem())
                .isEqualTo("stream-not-found");
        assertThat(server.get(live(0) + "?width=0").problem()).isEqualTo("invalid-width");
        assertThat(server.get(live(0) + "?width=wide").problem()).isEqualTo("invalid-width");
        assertThat(server.get(vod("")).problem()).isEqualTo("invalid-time");
        assertThat(server.get(vod("?at=yesterday")).problem()).isEqualTo("invalid-time");
        assertThat(server.post(live(0), "{}").status()).isEqualTo(405);

        farm.camera(RECORDED + 1).inflict(new Fault.AnswerStatus(404));
        Answer added = server.addCamera("Away", farm.url(RECORDED + 1), false);
        Answer away =
                server.get(
                        "/live/%s/snapshot.jpg"
                                .formatted(added.json().at("/streams/0/name").asString()));
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.problem()).isEqualTo("not-found");
        assertThat(away.response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whatPicturesCostIsInTheMetrics() {
        get(live(0));
        assertThat(server.get("/metrics").response().body())
                .containsPattern("picture_requests_total [1-9]")
                .contains("picture_decoding_seconds_total", "picture_refused_total");
    }

    @Test
    void isForThoseWhoMayWatch() {
        assertThat(server.asNobody().get(live(0)).status()).isEqualTo(401);
        assertThat(server.as("stranger", Role.USER).get(live(0)).problem())
                .isEqualTo("stream-not-found");
        String token = server.playable(live(0)).getPath();
        assertThat(server.asNobody().get(token).status()).isEqualTo(200);
        assertThat(server.asNobody().get(token.replace("/live/", "/vod/") + "?at=x").status())
                .isEqualTo(401);
        server.await(
                "/api/v1/audit?action=snapshot-view",
                answer -> !answer.json().path("items").isEmpty());
    }
}
