package io.sightline.simulator;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Tape;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.Sound;
import io.sightline.simulator.live.Easel;
import io.sightline.simulator.live.LiveCamera;
import io.sightline.simulator.live.PictureFormat;
import io.sightline.simulator.rtsp.RtspServer;
import io.sightline.simulator.rtsp.RtspServer.Transports;
import io.sightline.simulator.scene.AquariumScene;
import io.sightline.simulator.scene.HarbourScene;
import io.sightline.simulator.scene.Overlay;
import io.sightline.simulator.scene.RailwayScene;
import io.sightline.simulator.scene.Scene;
import io.sightline.simulator.scene.StreetScene;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four cameras of {@code ./sightline demo}, drawn live. */
public final class DemoCameras implements AutoCloseable {

    /**
     * A camera that can be played.
     *
     * @param title name for people
     */
    public record DemoCamera(String title, String url) {}

    private final MediaLoop loop;
    private final RtspServer server;
    private final List<LiveCamera> live = new ArrayList<>();
    private final List<DemoCamera> all = new ArrayList<>();

    private DemoCameras(MediaLoop loop, RtspServer server) {
        this.loop = loop;
        this.server = server;
    }

    /**
     * @param port of RTSP on loopback, 0 for a free one
     */
    public static DemoCameras start(int port) throws IOException {
        MediaLoop loop = MediaLoop.start("demo-cameras", MediaLoop.DEFAULT_PACE);
        DemoCameras cameras = new DemoCameras(loop, RtspServer.start(loop, port, Transports.ANY));
        try {
            cameras.add("street", new StreetScene(), Optional.empty());
            cameras.add("harbour", new HarbourScene(), Optional.of(Sound.WAVES));
            cameras.add("aquarium", new AquariumScene(), Optional.of(Sound.UNDER_WATER));
            cameras.add("bridge", new RailwayScene(), Optional.empty());
            return cameras;
        } catch (IOException | RuntimeException e) {
            cameras.close();
            throw e;
        }
    }

    private void add(String name, Scene scene, Optional<Sound> sound) throws IOException {
        PictureFormat format = PictureFormat.DEMO;
        Easel easel = new Easel(scene, new Overlay(scene.title(), ZoneId.systemDefault()), format);
        Tape tape = sound.isPresent() ? tape(sound.get()) : Tape.silence();
        LiveCamera camera =
                LiveCamera.start(name, easel, format, tape, loop, InstantSource.system());
        live.add(camera);
        server.add(camera.camera());
        all.add(new DemoCamera(scene.title(), server.url(camera.camera())));
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
        live.forEach(LiveCamera::close);
        server.close();
        loop.close();
    }
}
