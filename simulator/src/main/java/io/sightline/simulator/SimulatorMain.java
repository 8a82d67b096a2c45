package io.sightline.simulator;

import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.VideoCodec;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.Login;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Simulated cameras as a program of their own. Prints {@code ready URL NAME} for each once it can
 * be played, and runs until it is told to end (SIGTERM, Ctrl-C).
 *
 * <pre>
 * demo [--port P]
 * devices [--devices N] [--port P] [--password PASSWORD] [--discovery-port P]
 * farm [--cameras N] [--port P] [--control-port P] [--video h264|h264-b-frames|h265|mjpeg]
 *      [--audio none|aac|opus|pcmu|pcma] [--size WxH] [--bitrate BITS] [--gop FRAMES]
 * </pre>
 */
public final class SimulatorMain {

    private SimulatorMain() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            String command = arguments.length == 0 ? "help" : arguments[0];
            Map<String, String> options = options(Arrays.asList(arguments));
            switch (command) {
                case "demo" -> demo(options, out);
                case "devices" -> devices(options, out);
                case "farm" -> farm(options, out);
                default -> usage();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            usage();
        }
    }

    private static void usage() {
        System.err.println(
                """
                usage: demo [--port P]
                       devices [--devices N] [--port P] [--password PASSWORD]
                               [--discovery-port P]
                       farm [--cameras N] [--port P] [--control-port P]
                            [--video h264|h264-b-frames|h265|mjpeg]
                            [--audio none|aac|opus|pcmu|pcma]
                            [--size WxH] [--bitrate BITS] [--gop FRAMES]""");
        System.exit(2);
    }

    private static void demo(Map<String, String> options, PrintStream out)
            throws IOException, InterruptedException {
        try (DemoCameras cameras = DemoCameras.start(number(options, "port", 8554))) {
            cameras.all()
                    .forEach(camera -> out.println("ready " + camera.url() + " " + camera.title()));
            cameras.all()
                    .forEach(
                            camera ->
                                    out.println(
                                            "onvif "
                                                    + camera.onvifAddress()
                                                    + " "
                                                    + camera.title()));
            awaitEnd();
        }
    }

    /**
     * Each takes as long to answer as real ones do, and lets {@code admin} in with the password.
     * They answer WS-Discovery on loopback where a port for it is named; it is 3702 as a rule.
     */
    private static void devices(Map<String, String> options, PrintStream out)
            throws IOException, InterruptedException {
        Optional<Login> login =
                Optional.ofNullable(options.get("password"))
                        .map(password -> new Login("admin", password, Login.Scheme.TOKEN));
        int count = number(options, "devices", 4);
        try (DeviceFarm farm = DeviceFarm.start(count, number(options, "port", 8555), login)) {
            farm.inflictAll(DeviceFault.Delay.USUAL);
            if (options.containsKey("discovery-port")) {
                farm.onvif().answerDiscovery(number(options, "discovery-port", 0));
            }
            farm.devices().forEach(device -> out.println("onvif " + device.address()));
            awaitEnd();
        }
    }

    private static void farm(Map<String, String> options, PrintStream out)
            throws IOException, InterruptedException {
        FarmSettings settings =
                FarmSettings.of(number(options, "cameras", 4), clip(options))
                        .withPort(number(options, "port", 8555));
        try (CameraFarm farm = CameraFarm.start(settings);
                FarmControl control = FarmControl.start(farm, number(options, "control-port", 0))) {
            for (int i = 0; i < farm.size(); i++) {
                out.println("ready " + farm.url(i));
            }
            out.println("control http://127.0.0.1:" + control.port() + "/cameras");
            awaitEnd();
        }
    }

    private static ClipSpec clip(Map<String, String> options) {
        ClipSpec standard = ClipSpec.FULL_HD;
        String[] size = options.getOrDefault("size", "1920x1080").split("x");
        return standard.withVideo(choice(VideoCodec.class, options.getOrDefault("video", "h264")))
                .withAudio(choice(AudioCodec.class, options.getOrDefault("audio", "none")))
                .withSize(Integer.parseInt(size[0]), Integer.parseInt(size[1]))
                .withBitsPerSecond(number(options, "bitrate", standard.bitsPerSecond()))
                .withGopFrames(number(options, "gop", standard.gopFrames()));
    }

    /** Returns when the JVM is asked to end, so that what was opened is closed in order. */
    private static void awaitEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    asked.countDown();
                                    try {
                                        main.join(5_000);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
        asked.await();
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String key = arguments.get(i);
            if (!key.startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("not an option with a value: " + key);
            }
            options.put(key.substring(2), arguments.get(i + 1));
        }
        return options;
    }

    private static int number(Map<String, String> options, String key, int otherwise) {
        return Integer.parseInt(options.getOrDefault(key, Integer.toString(otherwise)));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
