package io.sightline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class JpegHeaderTest {
    private static final String IMAGE =
            "ffd8"
                    + "ffe00004abcd"
                    + "ffff"
                    + "db00030a"
                    + "ffc400030b"
                    + "ffc00011080168028003"
                    + "012200021101031101"
                    + "ffda";

    private static Parsed<MjpegFormat> parse(String hex) {
        return JpegHeader.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    @Test
    void readsTheSizeBehindOtherSegmentsAndFillBytes() {
        assertThat(parse(IMAGE).toOptional()).contains(new MjpegFormat(640, 360));
    }

    @Test
    void tellsUnsupportedFromMalformed() {
        assertThat(parse("ffd8ffc0001108000002800301220002110103110100"))
                .isInstanceOf(Parsed.Unsupported.class);
        assertThat(parse("ffd8ffda0002")).isInstanceOf(Parsed.Malformed.class);
        assertThat(parse("ffd8ffe0ffff00")).isInstanceOf(Parsed.Malformed.class);
        assertThat(parse("0011")).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void survivesEveryCut() {
        byte[] whole = HexFormat.of().parseHex(IMAGE);
        for (int length = 0; length < whole.length - 4; length++) {
            ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
            if (length < 36) {
                assertThat(JpegHeader.parse(cut)).isInstanceOf(Parsed.Malformed.class);
            }
        }
    }
}
