package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRefusedTest {

    @TempDir Path directory;

    private static StartRefused refusal(Path data, int port) {
        return catchThrowableOfType(
                StartRefused.class,
                () ->
                        SightlineServer.start(
                                "--data", data.toString(), "--port", Integer.toString(port)));
    }

    @Test
    void saysThatThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartRefused refused = refusal(directory, taken.getLocalPort());
            assertThat(refused.exitCode()).isEqualTo(StartRefused.PORT_IN_USE);
            assertThat(refused).hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void saysThatAnotherServerHasTheData() {
        try (TestServer running = TestServer.start(directory)) {
            StartRefused refused = refusal(directory, 0);
            assertThat(refused.exitCode()).isEqualTo(StartRefused.DATA_IN_USE);
            assertThat(refused).hasMessageContaining(directory.toString());
            assertThat(running.get("/api/v1/health").status()).isEqualTo(200);
        }
    }

    @Test
    void startsAgainOnTheSameDataOnceItHasStopped() {
        for (int i = 0; i < 2; i++) {
            try (TestServer server = TestServer.start(directory)) {
                assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void saysThatTheDataDirectoryIsAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        StartRefused refused = refusal(file, 0);
        assertThat(refused.exitCode()).isEqualTo(StartRefused.DATA_UNUSABLE);
        assertThat(refused).hasMessageContaining("not a directory");
    }
}
