package io.sightline.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HlsResourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init-1790000000-3.mp4",
                "s1790000000-1790000012.m4s",
                "p1790000000-0.m4s",
                "p999999999999999999-999999999999999999.m4s"
            })
    void readsTheNamesItWrites(String name) {
        assertThat(HlsResource.parse(name)).map(Object::toString).contains(name);
    }

    @Test
    void knowsThePlaylists() {
        assertThat(HlsResource.parse("index.m3u8")).contains(new HlsResource.Multivariant());
        assertThat(HlsResource.parse("media.m3u8")).contains(new HlsResource.MediaPlaylist());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s1.m4s",
                "s1-.m4s",
                "s-1.m4s",
                "x1-1.m4s",
                "s1-1.mp4",
                "s1-9999999999999999999.m4s",
                "init-1.mp4",
                "init-1-9999999999.mp4",
                "../s1-1.m4s",
                "s1-1.m4s ",
                "S1-1.M4S",
                "s+1-1.m4s",
                "s١-1.m4s"
            })
    void refusesOtherNames(String name) {
        assertThat(HlsResource.parse(name)).isEmpty();
    }
}
