package io.sightline.simulator;

import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Devices whose streams are really there: each answers ONVIF on a port of its own and has a main
 * and a sub stream, which are cameras {@code 2 i} and {@code 2 i + 1} of one {@link CameraFarm}.
 */
public final class DeviceFarm implements AutoCloseable {

    private static final ClipSpec MAIN = ClipSpec.SMALL.withSize(1280, 720);
    private static final ClipSpec SUB = ClipSpec.SMALL;

    private final CameraFarm streams;
    private final OnvifFarm devices;

    private DeviceFarm(CameraFarm streams, OnvifFarm devices) {
        this.streams = streams;
        this.devices = devices;
    }

    /**
     * Encodes what is not yet in the cache, which may take some seconds, and listens.
     *
     * @param port of RTSP on loopback, 0 for a free one
     * @param login that the devices ask for, and their streams with the same words
     */
    public static DeviceFarm start(int count, int port, Optional<Login> login) throws IOException {
        FarmSettings settings = FarmSettings.of(2 * count, MAIN, SUB).withPort(port);
        CameraFarm streams =
                CameraFarm.start(
                        login.isPresent() ? settings.withCredentials(rtsp(login.get())) : settings);
        DeviceFarm farm = new DeviceFarm(streams, OnvifFarm.start());
        try {
            for (int i = 0; i < count; i++) {
                farm.add(i, login);
            }
            return farm;
        } catch (IOException e) {
            farm.close();
            throw e;
        }
    }

    private static Credentials rtsp(Login login) {
        return new Credentials(login.user(), login.password(), Credentials.Scheme.DIGEST_MD5);
    }

    private void add(int index, Optional<Login> login) throws IOException {
        DeviceSpec spec =
                DeviceSpec.camera(
                        "Camera " + index,
                        "SIM-%05d".formatted(index),
                        StreamSpec.of(streams.url(2 * index), MAIN),
                        StreamSpec.of(streams.url(2 * index + 1), SUB));
        devices.add(login.map(spec::withLogin).orElse(spec));
    }

    public List<OnvifCamera> devices() {
        return devices.cameras();
    }

    /** The RTSP side. */
    public CameraFarm streams() {
        return streams;
    }

    /** The ONVIF side. */
    public OnvifFarm onvif() {
        return devices;
    }

    public void inflictAll(DeviceFault fault) {
        devices.cameras().forEach(device -> device.inflict(fault));
    }

    @Override
    public void close() throws IOException {
        devices.close();
        streams.close();
    }
}
