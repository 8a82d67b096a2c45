package io.sightline.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever a camera says of its media, the answer is a description or a rejection. */
class SdpFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void describesOrRejects(byte[] data) {
        switch (SdpParser.parse(new String(data, StandardCharsets.UTF_8))) {
            case SessionDescription description -> {
                assertThat(description.media()).isNotEmpty();
                for (MediaDescription media : description.media()) {
                    assertThat(media.payloadType()).isBetween(0, 127);
                    assertThat(media.clockRateHz()).isNotNegative();
                    assertThat(media.channels()).isBetween(0, 64);
                }
            }
            case SdpResult.Rejected(String reason, int line) -> {
                assertThat(reason).isNotBlank();
                assertThat(line).isNotNegative();
            }
        }
    }
}
