package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.RtspAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CameraCatalogueTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CameraCatalogue catalogue = new CameraCatalogue();

    private static Camera camera(String id, int second, String serial, String url) {
        RtspAddress address = RtspAddress.parse(url);
        return new Camera(
                id,
                id,
                new Device("", "", serial, ""),
                address.host(),
                address.port(),
                Optional.empty(),
                Optional.empty(),
                false,
                NOON.plusSeconds(second),
                List.of(new CameraStream(id, "main", OptionalInt.of(1), Optional.of(address))),
                List.of(),
                List.of(),
                "",
                Optional.empty());
    }

    private static CameraDraft wanted(String serial, String url) {
        RtspAddress address = RtspAddress.parse(url);
        return new CameraDraft(
                "wanted",
                new Device("", "", serial, ""),
                address.host(),
                address.port(),
                Optional.empty(),
                Optional.empty(),
                List.of(new CameraDraft.StreamDraft("main", OptionalInt.of(1), address)),
                false,
                List.of(),
                List.of(),
                "",
                Optional.empty());
    }

    private Optional<String> same(String serial, String url) {
        return catalogue.same(wanted(serial, url)).map(found -> found.camera().id());
    }

    private List<String> ids() {
        return catalogue.all().stream().map(Camera::id).toList();
    }

    @Test
    void listsCamerasAsTheyWereAddedHoweverTheyChange() {
        catalogue.replaceAll(
                List.of(
                        camera("yard", 2, "", "rtsp://10.0.0.2/"),
                        camera("gate", 1, "", "rtsp://10.0.0.1/")));
        catalogue.putAll(List.of(camera("attic", 3, "", "rtsp://10.0.0.3/")));
        catalogue.put(camera("gate", 1, "", "rtsp://10.0.0.9/"));
        assertThat(ids()).containsExactly("gate", "yard", "attic");
        assertThat(catalogue.get("gate").host()).isEqualTo("10.0.0.9");

        catalogue.removeAll(Set.of("yard"));
        assertThat(ids()).containsExactly("gate", "attic");
        assertThat(catalogue.find("yard")).isEmpty();
    }

    @Test
    void knowsWhereCamerasAreAndNoLongerWhereTheyWere() {
        catalogue.put(camera("gate", 1, "A", "rtsp://10.0.0.1/live"));
        assertThat(same("", "rtsp://10.0.0.1/live")).contains("gate");
        assertThat(same("a", "rtsp://10.0.0.7/other")).as("by its serial number").contains("gate");
        assertThat(same("", "rtsp://10.0.0.1:8554/live")).isEmpty();

        catalogue.put(camera("gate", 1, "A", "rtsp://10.0.0.2/live"));
        assertThat(same("", "rtsp://10.0.0.1/live")).isEmpty();
        assertThat(same("", "rtsp://10.0.0.2/live")).contains("gate");

        catalogue.removeAll(Set.of("gate"));
        assertThat(same("A", "rtsp://10.0.0.2/live")).isEmpty();
    }

    @Test
    void ofTwoDevicesBehindOnePlaceTheOtherStaysWhenOneGoes() {
        catalogue.putAll(
                List.of(
                        camera("gate", 1, "A", "rtsp://10.0.0.1/a"),
                        camera("yard", 2, "B", "rtsp://10.0.0.1/b")));
        assertThat(same("C", "rtsp://10.0.0.1/c")).as("a third device").isEmpty();
        assertThat(same("", "rtsp://10.0.0.1/c")).as("may be either").contains("gate");

        catalogue.removeAll(Set.of("gate"));
        assertThat(same("", "rtsp://10.0.0.1/c")).contains("yard");
    }

    @Test
    void isWhatTheRowsAre() {
        catalogue.put(camera("gate", 1, "", "rtsp://10.0.0.1/"));
        catalogue.replaceAll(List.of(camera("yard", 2, "", "rtsp://10.0.0.2/")));
        assertThat(ids()).containsExactly("yard");
        assertThat(same("", "rtsp://10.0.0.1/")).isEmpty();
        assertThat(same("", "rtsp://10.0.0.2/")).contains("yard");
    }
}
