package io.sightline.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A camera may challenge with anything. */
class HttpAuthenticationFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void answersChallenges(byte[] data) {
        String header = new String(data, StandardCharsets.ISO_8859_1);
        HttpAuthentication authenticator = new HttpAuthentication("user", "s3cret");
        HttpAuthentication.strongest(List.of(header)).ifPresent(authenticator::accept);
        authenticator
                .authorization("POST", "/onvif")
                .ifPresent(
                        answer -> {
                            assertThat(answer).doesNotContain("\n").doesNotContain("\r");
                            if (answer.startsWith("Digest")) {
                                assertThat(answer.replace(header, "")).doesNotContain("s3cret");
                            }
                        });
    }
}
