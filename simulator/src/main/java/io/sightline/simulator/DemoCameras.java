package io.sightline.simulator;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Tape;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.Sound;
import io.sightline.simulator.live.Easel;
import io.sightline.simulator.live.LiveCamera;
import io.sightline.simulator.live.MotionSensor;
import io.sightline.simulator.live.PictureFormat;
import io.sightline.simulator.live.PictureSource;
import io.sightline.simulator.live.SmallerPicture;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.PtzHead;
import io.sightline.simulator.onvif.StreamSpec;
import io.sightline.simulator.rtsp.RtspServer;
import io.sightline.simulator.rtsp.RtspServer.Transports;
import io.sightline.simulator.scene.AquariumScene;
import io.sightline.simulator.scene.HarbourScene;
import io.sightline.simulator.scene.Overlay;
import io.sightline.simulator.scene.RailwayScene;
import io.sightline.simulator.scene.Scene;
import io.sightline.simulator.scene.StreetScene;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The four cameras of {@code ./sightline demo}, drawn live. */
public final class DemoCameras implements AutoCloseable {

    /**
     * A camera that can be played.
     *
     * @param title name for people
     * @param url of the main stream
     * @param onvifAddress of the device service, where the sub stream is named too
     */
    public record DemoCamera(String title, String url, String onvifAddress) {}

    private static final Logger log = LoggerFactory.getLogger(DemoCameras.class);
    private static final int DISCOVERY_PORT = 3702;

    private final MediaLoop loop;
    private final RtspServer server;
    private final OnvifFarm devices;
    private final List<LiveCamera> live = new ArrayList<>();
    private final List<DemoCamera> all = new ArrayList<>();

    private DemoCameras(MediaLoop loop, RtspServer server, OnvifFarm devices) {
        this.loop = loop;
        this.server = server;
        this.devices = devices;
    }

    /**
     * @param port of RTSP on loopback, 0 for a free one; ONVIF has the four ports after it
     */
    public static DemoCameras start(int port) throws IOException {
        MediaLoop loop = MediaLoop.start("demo-cameras", MediaLoop.DEFAULT_PACE);
        DemoCameras cameras =
                new DemoCameras(
                        loop, RtspServer.start(loop, port, Transports.ANY), OnvifFarm.start());
        try {
            cameras.add("street", new StreetScene(), Optional.empty(), false, port);
            cameras.add("harbour", new HarbourScene(), Optional.of(Sound.WAVES), true, port);
            cameras.add(
                    "aquarium", new AquariumScene(), Optional.of(Sound.UNDER_WATER), false, port);
            cameras.add("bridge", new RailwayScene(), Optional.empty(), false, port);
            cameras.answerDiscovery();
            return cameras;
        } catch (IOException | RuntimeException e) {
            cameras.close();
            throw e;
        }
    }

    private void add(String name, Scene scene, Optional<Sound> sound, boolean turns, int rtspPort)
            throws IOException {
        PictureFormat format = PictureFormat.DEMO;
        PtzHead head = new PtzHead(System::nanoTime);
        Overlay overlay = new Overlay(scene.title(), ZoneId.systemDefault());
        AtomicReference<@Nullable OnvifCamera> made = new AtomicReference<>();
        Supplier<Rectangle2D> seen =
                turns
                        ? () -> head.view().partOf(Scene.WIDTH, Scene.HEIGHT)
                        : () -> new Rectangle(Scene.WIDTH, Scene.HEIGHT);
        Easel easel = new Easel(scene, overlay, format, seen, pixels -> tone(made, pixels));
        PictureSource pictures =
                new MotionSensor(easel, scene, seen, moving -> report(made, moving));
        Tape tape = sound.isPresent() ? tape(sound.get()) : Tape.silence();
        StreamSpec main = stream(name, pictures, format, tape);
        PictureFormat small = PictureFormat.DEMO_SUB;
        StreamSpec sub =
                stream(name + "-sub", new SmallerPicture(easel, small), small, Tape.silence());
        DeviceSpec device = DeviceSpec.camera(scene.title(), "DEMO-" + name, main, sub);
        int port = rtspPort == 0 ? 0 : rtspPort + 1 + all.size();
        OnvifCamera camera =
                devices.add(
                        turns ? device.withPtz() : device, "127.0.0.1", port, easel::jpeg, head);
        made.set(camera);
        all.add(new DemoCamera(scene.title(), main.rtspUrl(), camera.address()));
    }

    /** The streams are there before the device is. */
    private static void tone(AtomicReference<@Nullable OnvifCamera> made, int[] pixels) {
        OnvifCamera camera = made.get();
        if (camera != null) {
            camera.tone().apply(pixels);
        }
    }

    private static boolean report(AtomicReference<@Nullable OnvifCamera> made, boolean moving) {
        OnvifCamera camera = made.get();
        if (camera == null) {
            return false;
        }
        camera.motion(moving);
        return true;
    }

    private StreamSpec stream(String name, PictureSource pictures, PictureFormat format, Tape tape)
            throws IOException {
        LiveCamera camera =
                LiveCamera.start(name, pictures, format, tape, loop, InstantSource.system());
        live.add(camera);
        server.add(camera.camera());
        return new StreamSpec(
                server.url(camera.camera()),
                "H264",
                format.widthPixels(),
                format.heightPixels(),
                format.framesPerSecond(),
                format.bitsPerSecond() / 1_000,
                format.framesPerSecond() * format.gopSeconds());
    }

    /** Another program may have the port: then the cameras are there, but not found. */
    private void answerDiscovery() {
        try {
            devices.answerDiscovery(DISCOVERY_PORT);
        } catch (IOException e) {
            log.warn("[demo] the cameras do not answer discovery: {}", e.toString());
        }
    }

    private static Tape tape(Sound sound) throws IOException {
        ClipSpec spec = ClipSpec.SMALL.withAudio(AudioCodec.AAC).withSound(sound);
        return Tape.ofSound(spec, ClipLibrary.sound(spec));
    }

    public List<DemoCamera> all() {
        return List.copyOf(all);
    }

    /** Ends the encoders too. */
    @Override
    public void close() throws IOException {
        devices.close();
        live.forEach(LiveCamera::close);
        server.close();
        loop.close();
    }
}
