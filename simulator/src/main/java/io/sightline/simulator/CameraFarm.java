package io.sightline.simulator;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Camera;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.camera.Tape;
import io.sightline.simulator.clip.ClipLibrary;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.rtsp.RtspServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Many cameras behind one RTSP port, all served by one thread. Safe for use by any thread.
 *
 * <pre>{@code
 * try (CameraFarm farm = CameraFarm.start(FarmSettings.of(2, ClipSpec.SMALL))) {
 *     play(farm.url(0));
 *     farm.camera(0).inflict(new Fault.Stall());
 * }
 * }</pre>
 */
public final class CameraFarm implements AutoCloseable {

    private final MediaLoop loop;
    private final RtspServer server;
    private final List<Camera> cameras;

    private CameraFarm(MediaLoop loop, RtspServer server, List<Camera> cameras) {
        this.loop = loop;
        this.server = server;
        this.cameras = cameras;
    }

    /** Encodes what is not yet in the cache, which may take some seconds, and listens. */
    public static CameraFarm start(FarmSettings settings) throws IOException {
        Map<ClipSpec, Tape> tapes = new HashMap<>();
        for (ClipSpec clip : settings.clips()) {
            tapes.computeIfAbsent(clip, spec -> Tape.of(ClipLibrary.clip(spec)));
        }
        List<Tape> inOrder = settings.clips().stream().map(tapes::get).toList();
        MediaLoop loop = MediaLoop.start("camera-farm", settings.pace());
        try {
            RtspServer server = RtspServer.start(loop, settings.port(), settings.transports());
            List<Camera> cameras = new ArrayList<>();
            for (int i = 0; i < settings.cameras(); i++) {
                cameras.add(camera(i, settings, inOrder, loop));
            }
            cameras.forEach(server::add);
            return new CameraFarm(loop, server, List.copyOf(cameras));
        } catch (IOException e) {
            loop.close();
            throw e;
        }
    }

    private static Camera camera(
            int index, FarmSettings settings, List<Tape> tapes, MediaLoop loop) {
        List<Tape> ownFirst = new ArrayList<>(tapes);
        Collections.rotate(ownFirst, -(index % tapes.size()));
        double phase = (double) index / settings.cameras();
        Camera camera =
                Camera.looped(
                        "camera" + index, ownFirst, phase, loop, InstantSource.system(), index);
        camera.require(settings.credentials());
        return camera;
    }

    public int port() {
        return server.port();
    }

    public int size() {
        return cameras.size();
    }

    /** {@code rtsp://127.0.0.1:PORT/cameraI}, without user and password. */
    public String url(int index) {
        return server.url(cameras.get(index));
    }

    public Camera camera(int index) {
        return cameras.get(index);
    }

    /** Video frames that this camera has given to the network, to all receivers together. */
    public long framesSent(int index) {
        return cameras.get(index).framesSent();
    }

    /** When the frame with this bar code was last sent, microseconds since the epoch. */
    public OptionalLong sentMicros(int index, int frameNumber) {
        return cameras.get(index).sentMicros(frameNumber);
    }

    /** Makes something go wrong, or right again, with all cameras. */
    public void inflictAll(Fault fault) {
        cameras.forEach(camera -> camera.inflict(fault));
    }

    /** While true nothing listens on the port: clients are refused by the kernel. */
    public void refuseConnections(boolean refuse) throws IOException {
        server.refuseConnections(refuse);
    }

    @Override
    public void close() throws IOException {
        server.close();
        loop.close();
    }
}
