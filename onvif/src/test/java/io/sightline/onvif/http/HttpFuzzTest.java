package io.sightline.onvif.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whatever a device sends, nothing but the declared failures comes of it. */
class HttpFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsReplies(byte[] data) throws IOException {
        try {
            HttpReply reply = new ReplyReader(new ByteArrayInputStream(data), 1_000).read();
            assertThat(reply.status()).isBetween(200, 599);
            assertThat(reply.body().length).isLessThanOrEqualTo(1_000);
        } catch (HttpFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "5s")
    void readsAddresses(byte[] data) {
        try {
            DeviceAddress address = DeviceAddress.parse(new String(data, StandardCharsets.UTF_8));
            assertThat(DeviceAddress.parse(address.url())).isEqualTo(address);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
