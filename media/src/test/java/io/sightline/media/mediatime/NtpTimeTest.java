package io.sightline.media.mediatime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NtpTimeTest {

    @Test
    void knowsBothErasOfNtp() {
        assertThat(NtpTime.toUnixMicros(0x83AA_7E80_8000_0000L)).isEqualTo(500_000);
        // RFC 4330 §3: era 1 begins on 7 February 2036, 06:28:16 UTC
        assertThat(NtpTime.toUnixMicros(0)).isEqualTo(2_085_978_496_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999, 1_772_366_400_123_456L, 2_085_978_496_000_001L})
    void comesBackAsItWent(long unixMicros) {
        assertThat(NtpTime.toUnixMicros(NtpTime.fromUnixMicros(unixMicros))).isEqualTo(unixMicros);
    }
}
