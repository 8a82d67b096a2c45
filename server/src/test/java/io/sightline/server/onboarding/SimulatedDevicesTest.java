package io.sightline.server.onboarding;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A real server, and simulated devices that speak ONVIF and stream, for it to find. */
abstract class SimulatedDevicesTest {

    static final String ONBOARD = "/api/v1/cameras/onboard";
    static final JsonMapper JSON = new JsonMapper();
    private static final int STREAMS = 60;

    @TempDir static Path data;
    static OnvifFarm devices;
    static TestServer server;
    private static CameraFarm streams;
    private static int nextStream;

    @BeforeAll
    static void start() throws IOException {
        streams = CameraFarm.start(FarmSettings.of(STREAMS, ClipSpec.SMALL));
        nextStream = 0;
        devices = OnvifFarm.start();
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        devices.close();
        streams.close();
    }

    /** One that no other device has. */
    static StreamSpec stream() {
        return StreamSpec.of(streams.url(nextStream++), ClipSpec.SMALL);
    }

    static Answer onboard(Map<String, ?> wish) {
        return server.post(ONBOARD, JSON.writeValueAsString(wish));
    }
}
