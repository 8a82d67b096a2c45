package io.sightline.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;

final class ReloadRequestTest {

    @Test
    void readsDeliveryDirectives() {
        assertThat(ReloadRequest.parse("12", "3", "YES")).contains(new ReloadRequest(12, 3, true));
        assertThat(ReloadRequest.parse("12", null, null))
                .contains(new ReloadRequest(12, -1, false));
        assertThat(ReloadRequest.parse(null, null, "v2")).contains(new ReloadRequest(-1, -1, true));
        assertThat(ReloadRequest.parse(null, null, null)).contains(ReloadRequest.NOW);
    }

    @Test
    void refusesAPartWithoutItsSegment() {
        assertThat(ReloadRequest.parse(null, "1", null)).isEmpty();
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(ReloadRequest.parse("", null, null)).isEmpty();
        assertThat(ReloadRequest.parse("-1", null, null)).isEmpty();
        assertThat(ReloadRequest.parse("1", "-1", null)).isEmpty();
        assertThat(ReloadRequest.parse("1e3", null, null)).isEmpty();
        assertThat(ReloadRequest.parse("9999999999999999999", null, null)).isEmpty();
    }

    @FuzzTest(maxDuration = "5s")
    void neverThrows(FuzzedDataProvider data) {
        ReloadRequest.parse(
                data.consumeString(24), data.consumeString(24), data.consumeRemainingAsString());
        HlsResource.parse(data.consumeRemainingAsString());
    }
}
