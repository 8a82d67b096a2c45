package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.rtsp.RtspCredentials;
import org.junit.jupiter.api.Test;

class CameraAddressTest {

    private static final CameraAddress GATE =
            CameraAddress.parse("rtsp://admin:p%40ss%20word@10.0.0.1:8554/live?channel=1");

    @Test
    void neverPrintsThePassword() {
        assertThat(GATE.toString()).isEqualTo("rtsp://admin:***@10.0.0.1:8554/live?channel=1");
    }

    @Test
    void staysTheSameWhenItsMaskedFormIsSentBack() {
        assertThat(GATE.changedTo(GATE.rtsp().masked())).isSameAs(GATE);
    }

    @Test
    void keepsThePasswordWhenOnlyThePathChanges() {
        CameraAddress changed = GATE.changedTo("rtsp://admin:***@10.0.0.1:8554/other");
        assertThat(changed.rtsp().credentials())
                .contains(new RtspCredentials("admin", "p@ss word"));
        assertThat(changed.rtsp().target()).isEqualTo("/other");
        assertThat(CameraAddress.parse(changed.secretUrl())).isEqualTo(changed);
    }

    @Test
    void takesANewPassword() {
        CameraAddress changed = GATE.changedTo("rtsp://admin:new@10.0.0.1:8554/live");
        assertThat(changed.rtsp().credentials()).contains(new RtspCredentials("admin", "new"));
    }

    @Test
    void doesNotSendAHiddenPasswordToAnotherPlace() {
        for (String elsewhere :
                new String[] {
                    "rtsp://admin:***@10.0.0.2:8554/live?channel=1",
                    "rtsp://admin:***@10.0.0.1:554/live?channel=1",
                    "rtsps://admin:***@10.0.0.1:8554/live?channel=1",
                    "rtsp://root:***@10.0.0.1:8554/live?channel=1"
                }) {
            assertThatThrownBy(() -> GATE.changedTo(elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("type it again");
        }
    }

    @Test
    void asksForAPasswordThatIsHiddenInTheQuery() {
        CameraAddress old = CameraAddress.parse("rtsp://10.0.0.1/live?user=a&password=b");
        assertThat(old.changedTo("rtsp://10.0.0.1/live?user=a&password=***")).isSameAs(old);
        assertThatThrownBy(() -> old.changedTo("rtsp://10.0.0.1/other?user=a&password=***"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
