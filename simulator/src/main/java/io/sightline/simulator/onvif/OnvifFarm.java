package io.sightline.simulator.onvif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Devices that answer ONVIF, hundreds in one process, each on a port or a loopback address of its
 * own. Their streams are somebody else's: those of a {@code CameraFarm}, as a rule.
 *
 * <pre>{@code
 * try (OnvifFarm farm = OnvifFarm.start()) {
 *     OnvifCamera gate = farm.add(DeviceSpec.camera("Gate", "S1", StreamSpec.of(url, clip)));
 *     connect(gate.address());
 *     gate.inflict(new DeviceFault.ClockOff(Duration.ofDays(1)));
 * }
 * }</pre>
 */
public final class OnvifFarm implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final HttpListener listener;
    private final List<OnvifCamera> cameras = new CopyOnWriteArrayList<>();
    private final List<DiscoveryAnswerer> answerers = new CopyOnWriteArrayList<>();

    private OnvifFarm(HttpListener listener) {
        this.listener = listener;
    }

    public static OnvifFarm start() throws IOException {
        return new OnvifFarm(new HttpListener());
    }

    /** On a free port, with a picture of its own as snapshot. */
    public OnvifCamera add(DeviceSpec spec) throws IOException {
        return add(spec, LOOPBACK, 0, StillPicture.of(spec.name()));
    }

    /**
     * @param host a loopback address: {@code 127.0.0.1}, on Linux any {@code 127.x.y.z}
     * @param port 0 for a free one
     * @param snapshot makes a JPEG of this moment; called by any thread
     */
    public OnvifCamera add(DeviceSpec spec, String host, int port, Supplier<byte[]> snapshot)
            throws IOException {
        return add(spec, host, port, snapshot, new PtzHead(System::nanoTime));
    }

    /**
     * @param head that the device turns, if it is one that can be turned
     */
    public OnvifCamera add(
            DeviceSpec spec, String host, int port, Supplier<byte[]> snapshot, PtzHead head)
            throws IOException {
        InetAddress address = InetAddress.ofLiteral(host);
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("simulated devices are on loopback only: " + host);
        }
        OnvifCamera camera = new OnvifCamera(spec, host, snapshot, head, InstantSource.system());
        DeviceConversation conversation = new DeviceConversation(camera);
        camera.listensOn(
                listener.listen(new InetSocketAddress(address, port), conversation::handle));
        cameras.add(camera);
        return camera;
    }

    public List<OnvifCamera> cameras() {
        return List.copyOf(cameras);
    }

    /**
     * Lets the devices answer WS-Discovery on the loopback interface.
     *
     * @param port 3702, or 0 for a free one
     * @return the port
     */
    public int answerDiscovery(int port) throws IOException {
        DiscoveryAnswerer answerer = DiscoveryAnswerer.start(port, this::cameras);
        answerers.add(answerer);
        return answerer.port();
    }

    @Override
    public void close() throws IOException {
        for (DiscoveryAnswerer answerer : answerers) {
            answerer.close();
        }
        listener.close();
    }
}
