package io.sightline.media.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.Parsed;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InitSegmentTest {

    private static final List<TrackFormat> ALL =
            List.of(
                    TestFormats.h264(2),
                    TestFormats.h265(),
                    new MjpegFormat(1_280, 720),
                    TestFormats.aac(48_000, 2),
                    TestFormats.aac(16_000, 1),
                    new OpusFormat(2, 312),
                    new G711Format(G711Format.Law.MU, 8_000, 1),
                    new G711Format(G711Format.Law.A, 16_000, 2));

    @Test
    void boxesAreAsTheyWere() throws IOException {
        InitSegment init = Chunker.init(1, ALL);
        assertThat(BoxTree.dump(init.recorded().asBuffer())).isEqualTo(golden("init.txt"));
    }

    @Test
    void chunksAreAsTheyWere() throws IOException {
        StringBuilder dump = new StringBuilder();
        for (Chunk chunk : ChunkParserTest.chunks()) {
            dump.append(BoxTree.dump(chunk.read())).append('\n');
        }
        assertThat(dump.toString()).isEqualTo(golden("chunks.txt"));
    }

    @Test
    void formatsComeBack() {
        InitSegment init = Chunker.init(5, ALL);
        assertThat(InitSegmentReader.read(init.recorded().asBuffer(), 5))
                .isEqualTo(new Parsed.Valid<>(init));
    }

    @Test
    void browsersGetOnlyWhatTheyPlay() {
        InitSegment init = Chunker.init(1, ALL);
        assertThat(init.codecs()).isEqualTo("avc1.640028,hvc1.1.6.L93.90,mp4a.40.2,mp4a.40.2,opus");
        List<TrackFormat> playable =
                InitSegmentReader.formats(init.playable().asBuffer()).toOptional().orElseThrow();
        assertThat(playable).isEqualTo(ALL.stream().filter(f -> f.playableInBrowsers()).toList());
        InitSegment telephony =
                Chunker.init(1, List.of(new G711Format(G711Format.Law.A, 8_000, 1)));
        assertThat(telephony.playable().isEmpty()).isTrue();
        assertThat(telephony.codecs()).isEmpty();
    }

    @Test
    void aHeaderCutAnywhereIsNotValid() {
        ByteBuffer whole = Chunker.init(1, ALL).recorded().asBuffer();
        for (int length = 0; length < whole.limit(); length++) {
            assertThat(InitSegmentReader.formats(whole.slice(0, length)))
                    .as("cut at %d", length)
                    .isNotInstanceOf(Parsed.Valid.class);
        }
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = InitSegmentTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
