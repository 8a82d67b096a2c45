package io.sightline.bench.onboarding;

import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.util.concurrent.CountDownLatch;

/**
 * Devices as a process of its own: each wants a password, answers after 50 to 300 ms and has a main
 * and a sub stream that really play.
 */
public final class DevicesMain {

    static final String USER = "operator";
    static final String PASSWORD = "a camera's password";

    private DevicesMain() {}

    /**
     * @param arguments how many
     */
    public static void main(String[] arguments) throws Exception {
        int devices = Integer.parseInt(arguments[0]);
        try (CameraFarm streams =
                        CameraFarm.start(FarmSettings.of(2 * devices, ClipSpec.SMALL).prompt());
                OnvifFarm farm = OnvifFarm.start()) {
            for (int i = 0; i < devices; i++) {
                OnvifCamera device = farm.add(spec(streams, i));
                device.inflict(DeviceFault.Delay.USUAL);
                System.out.println("device " + device.address());
            }
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }

    private static DeviceSpec spec(CameraFarm streams, int i) {
        StreamSpec main = StreamSpec.of(streams.url(2 * i), ClipSpec.SMALL);
        StreamSpec sub =
                new StreamSpec(streams.url(2 * i + 1), main.codec(), 320, 180, 10, 100, 10);
        Login.Scheme[] schemes = Login.Scheme.values();
        return DeviceSpec.camera("Device " + i, "SERIAL-" + i, main, sub)
                .withLogin(new Login(USER, PASSWORD, schemes[i % schemes.length]));
    }
}
