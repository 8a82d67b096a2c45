package io.sightline.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.bench.process.ServerProcess;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.DeviceFarm;
import io.sightline.simulator.FarmControl;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.StreamSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Starts what the scripts in {@code web/e2e} need and runs them; the checks are there. Each has a
 * server, cameras and a browser of its own, so that two run at a time. They are taken from both
 * ends of the order, where the longest are.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PageTest {

    private static final Path WEB = Path.of("..", "web").toAbsolutePath().normalize();
    private static final int CAMERAS = 4;
    private static final ClipSpec SMALL = ClipSpec.SMALL.withAudio(AudioCodec.AAC);
    private static final ClipSpec LARGER = SMALL.withSize(960, 540);
    private static final int DEVICES = 3;
    private static final int DISCOVERY_PORT = 3702;
    private static final Login LOGIN = new Login("admin", "secret", Login.Scheme.TOKEN);

    @TempDir Path data;

    @Test
    @Order(5)
    void showsCamerasLiveAndRecordedInChromium() throws Exception {
        assertThat(WEB.resolve("node_modules"))
                .as("the page is built before it is tested: leave -Dskip.web out")
                .isDirectory();
        FarmSettings settings = FarmSettings.of(CAMERAS, SMALL, LARGER, SMALL, LARGER);
        try (CameraFarm farm = CameraFarm.start(settings);
                FarmControl control = FarmControl.start(farm, 0);
                ServerProcess server = ServerProcess.startNew(data)) {
            check(
                    "e2e/run.mjs",
                    server.base().toString(),
                    server.setUpLink().toString(),
                    "http://127.0.0.1:" + control.port());
        }
    }

    @Test
    @Order(2)
    void tellsHowCamerasAreAsTheyComeAndGo() throws Exception {
        try (CameraFarm farm = CameraFarm.start(FarmSettings.of(CAMERAS - 1, SMALL));
                CameraFarm single = CameraFarm.start(FarmSettings.of(1, SMALL));
                FarmControl control = FarmControl.start(farm, 0);
                FarmControl singleControl = FarmControl.start(single, 0);
                ServerProcess server =
                        ServerProcess.startNew(
                                data,
                                "--health.first=0s",
                                "--health.interval=1s",
                                "--health.alarm-after=8s",
                                "--stream.close-delay=1s")) {
            check(
                    "e2e/health.mjs",
                    server.base().toString(),
                    server.setUpLink().toString(),
                    "http://127.0.0.1:" + control.port(),
                    "http://127.0.0.1:" + singleControl.port());
        }
    }

    @Test
    @Order(3)
    void letsIntoTheDemoByOneClick() throws Exception {
        try (ServerProcess server = ServerProcess.startNew(data, "--demo")) {
            check("e2e/demo.mjs", server.base().toString());
        }
    }

    @Test
    @Order(1)
    void findsAddsAndLooksAfterCamerasInChromium() throws Exception {
        try (DeviceFarm farm = DeviceFarm.start(DEVICES, 0, Optional.of(LOGIN));
                ServerProcess server = ServerProcess.startNew(data)) {
            farm.onvif().answerDiscovery(DISCOVERY_PORT);
            check(
                    "e2e/devices.mjs",
                    server.base().toString(),
                    server.setUpLink().toString(),
                    LOGIN.password(),
                    farm.devices().stream()
                            .map(OnvifCamera::address)
                            .collect(Collectors.joining(",")));
        }
    }

    @Test
    @Order(4)
    void controlsACameraInChromium() throws Exception {
        try (DeviceFarm farm = DeviceFarm.start(1, 0, Optional.of(LOGIN));
                ServerProcess server = ServerProcess.startNew(data)) {
            StreamSpec sub = farm.devices().getFirst().spec().channels().getFirst().getLast();
            OnvifCamera camera =
                    farm.onvif()
                            .add(
                                    DeviceSpec.camera("Yard", "YARD-1", sub)
                                            .withLogin(LOGIN)
                                            .withPtz());
            try (ScheduledExecutorService passersBy =
                    Executors.newSingleThreadScheduledExecutor()) {
                var _ =
                        passersBy.scheduleAtFixedRate(
                                () -> camera.motion(true), 1, 4, TimeUnit.SECONDS);
                var _ =
                        passersBy.scheduleAtFixedRate(
                                () -> camera.motion(false), 3, 4, TimeUnit.SECONDS);
                check(
                        "e2e/control.mjs",
                        server.base().toString(),
                        server.setUpLink().toString(),
                        sub.rtspUrl(),
                        camera.address(),
                        LOGIN.password());
                passersBy.shutdownNow();
            }
        }
    }

    private void check(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        Path name = Path.of(script.replace(".mjs", "")).getFileName();
        command.add(WEB.resolve("target/screenshots").resolve(name).toString());
        Process run =
                new ProcessBuilder(command)
                        .directory(WEB.toFile())
                        .redirectErrorStream(true)
                        .start();
        String checks = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(checks);
        assertThat(run.waitFor())
                .as("%s%nserver:%n%s", checks, Files.readString(data.resolve("server.out")))
                .isZero();
    }
}
