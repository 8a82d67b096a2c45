package io.sightline.server.control;

import io.sightline.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real server, and simulated devices that it controls. */
abstract class ControlTest {

    @TempDir static Path data;
    static SimulatedDevices devices;
    static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        devices = SimulatedDevices.start();
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        devices.close();
    }
}
