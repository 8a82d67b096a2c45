package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.RtspSettings;
import io.sightline.server.TestServer;
import io.sightline.server.camera.CameraTemplates;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices without ONVIF, by the paths that manufacturers use. */
class TemplateSearchTest {

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

    private static FoundDevice search(PathsOnly device) throws Exception {
        TemplateSearch search =
                new TemplateSearch(server.bean(CameraTemplates.class), RtspSettings.DEFAULT);
        return search.search("127.0.0.1", device.port(), Optional.empty(), Optional.empty());
    }

    @Test
    void findsTheChannelsOfARecorder() throws Exception {
        try (PathsOnly recorder =
                new PathsOnly(path -> path.matches("/Streaming/Channels/([1-6])0[12]"))) {
            FoundDevice found = search(recorder);

            assertThat(found.way()).isEqualTo("hikvision");
            assertThat(found.streams())
                    .extracting(FoundStream::channel)
                    .containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
            assertThat(found.streams())
                    .extracting(FoundStream::url)
                    .endsWith("rtsp://127.0.0.1:" + recorder.port() + "/Streaming/Channels/602");
        }
    }

    @Test
    void doesNotTakeTheSubStreamForGranted() throws Exception {
        try (PathsOnly recorder =
                new PathsOnly(path -> path.matches("/Streaming/Channels/(101|102|201)"))) {
            assertThat(search(recorder).streams())
                    .extracting(stream -> stream.channel() + stream.role())
                    .containsExactly("1main", "1sub", "2main");
        }
    }

    @Test
    void countsOneChannelWhereTheNumberIsNotLookedAt() throws Exception {
        try (PathsOnly camera = new PathsOnly(path -> path.startsWith("/Streaming/Channels/"))) {
            assertThat(search(camera).streams())
                    .extracting(FoundStream::channel)
                    .containsExactly(1, 1);
        }
    }

    @Test
    void findsACameraWhosePathsNameNoChannel() throws Exception {
        try (PathsOnly camera = new PathsOnly(path -> path.matches("/stream[12]"))) {
            FoundDevice found = search(camera);

            assertThat(found.way()).isEqualTo("tp-link");
            assertThat(found.streams()).hasSize(2);
            assertThat(camera.described).doesNotHaveDuplicates();
        }
    }
}
