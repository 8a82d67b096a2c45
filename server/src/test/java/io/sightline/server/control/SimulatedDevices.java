package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Devices that can be controlled, and the cameras that a server has of them. */
final class SimulatedDevices implements AutoCloseable {

    static final Login LOGIN = new Login("admin", "secret", Login.Scheme.TOKEN);
    static final JsonMapper JSON = new JsonMapper();

    private final CameraFarm streams;
    private final OnvifFarm devices;
    private int next;

    private SimulatedDevices(CameraFarm streams, OnvifFarm devices) {
        this.streams = streams;
        this.devices = devices;
    }

    static SimulatedDevices start() throws IOException {
        return new SimulatedDevices(
                CameraFarm.start(FarmSettings.of(40, ClipSpec.SMALL)), OnvifFarm.start());
    }

    StreamSpec stream() {
        return StreamSpec.of(streams.url(next++), ClipSpec.SMALL);
    }

    /** One that can be turned, and wants {@link #LOGIN}. */
    OnvifCamera turnable() throws IOException {
        return add(spec().withPtz());
    }

    DeviceSpec spec() {
        return DeviceSpec.camera("Device", UUID.randomUUID().toString(), stream()).withLogin(LOGIN);
    }

    OnvifCamera add(DeviceSpec spec) throws IOException {
        return devices.add(spec);
    }

    /** Adds a camera of this device; returns its id. */
    static String camera(TestServer server, OnvifCamera device, String password) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", "Gate");
        form.put("url", device.spec().channels().getFirst().getFirst().rtspUrl());
        form.put("onvifUrl", device.address());
        form.put("username", LOGIN.user());
        form.put("password", password);
        form.put("record", false);
        Answer added = server.post("/api/v1/cameras", JSON.writeValueAsString(form));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.text("id");
    }

    static String camera(TestServer server, OnvifCamera device) {
        return camera(server, device, LOGIN.password());
    }

    @Override
    public void close() throws IOException {
        devices.close();
        streams.close();
    }
}
