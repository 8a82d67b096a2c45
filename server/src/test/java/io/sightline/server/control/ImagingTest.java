package io.sightline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import io.sightline.simulator.onvif.DeviceFault;
import io.sightline.simulator.onvif.OnvifCamera;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How cameras make their picture, asked and changed through a real server. */
class ImagingTest extends ControlTest {

    private static String imaging(String id) {
        return "/api/v1/cameras/" + id + "/imaging";
    }

    private static String camera() throws IOException {
        return SimulatedDevices.camera(server, devices.turnable());
    }

    @Test
    void saysWhatCanBeSetWithinWhichRange() throws IOException {
        Answer said = server.get(imaging(camera()));

        assertThat(said.status()).as(said.response().body()).isEqualTo(200);
        assertThat(said.json().at("/brightness/value").asDouble()).isEqualTo(50);
        assertThat(said.json().at("/brightness/least").asDouble()).isZero();
        assertThat(said.json().at("/brightness/greatest").asDouble()).isEqualTo(100);
        assertThat(said.json().at("/infraredCutFilter/value").asString()).isEqualTo("auto");
        assertThat(said.json().at("/infraredCutFilter/choices")).hasSize(3);
        assertThat(said.json().path("focus").isNull()).as("it has none").isTrue();
        assertThat(said.json().path("resettable").asBoolean()).isFalse();
    }

    @Test
    void changesOnlyWhatIsSaid() throws IOException {
        String id = camera();

        Answer changed =
                server.send("PUT", imaging(id), "{\"contrast\":70,\"infraredCutFilter\":\"off\"}");

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.json().at("/contrast/value").asDouble()).isEqualTo(70);
        assertThat(changed.json().at("/brightness/value").asDouble()).isEqualTo(50);
        assertThat(changed.json().at("/infraredCutFilter/value").asString()).isEqualTo("off");
        assertThat(
                        server.get("/api/v1/audit?action=camera-imaging-change&q=" + id)
                                .json()
                                .at("/items/0/details/contrast")
                                .asString())
                .isEqualTo("70.0");
    }

    @Test
    void putsBackWhatWasBeforeTheFirstChange() throws IOException {
        String id = camera();
        server.send("PUT", imaging(id), "{\"brightness\":80}");
        Answer changed = server.send("PUT", imaging(id), "{\"brightness\":20}");
        assertThat(changed.json().path("resettable").asBoolean()).isTrue();

        Answer reset = server.post(imaging(id) + "/reset", "{}");

        assertThat(reset.json().at("/brightness/value").asDouble()).isEqualTo(50);
        assertThat(reset.json().path("resettable").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatIsOutOfRange() throws IOException {
        String id = camera();

        for (String wrong :
                new String[] {
                    "{\"brightness\":101}", "{\"sharpness\":-1}", "{\"infraredCutFilter\":\"moon\"}"
                }) {
            Answer refused = server.send("PUT", imaging(id), wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("invalid-control");
        }
        assertThat(server.get(imaging(id)).json().at("/brightness/value").asDouble()).isEqualTo(50);
    }

    @Test
    void saysWhenADeviceDoesNotKnowTheOperation() throws IOException {
        OnvifCamera device = devices.turnable();
        String id = SimulatedDevices.camera(server, device);
        device.inflict(new DeviceFault.Lacks("GetOptions"));

        Answer said = server.get(imaging(id));

        assertThat(said.status()).isEqualTo(409);
        assertThat(said.problem()).isEqualTo("not-supported");
    }
}
