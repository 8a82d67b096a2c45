package io.sightline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AudioSpecificConfigTest {

    private static Parsed<AacFormat> parse(String hex) {
        return AudioSpecificConfig.parse(ByteSequence.copyOf(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @CsvSource({
        "1190, 2, 48000, 2, 1024", // AAC-LC
        "1408, 2, 16000, 1, 1024",
        "1588, 2, 8000, 1, 1024",
        "1194, 2, 48000, 2, 960", // frameLengthFlag
        "178005dc08, 2, 3000, 1, 1024", // sampling frequency written out: 3,000 Hz
        "2b8a0800, 5, 22050, 1, 1024", // HE-AAC, explicit: core 22.05 kHz, output 44.1 kHz
        "eb8a0800, 29, 22050, 1, 1024", // HE-AAC v2
        "11b056e500, 2, 48000, 6, 1024", // AAC-LC with a backward compatible extension
    })
    void readsFormats(String hex, int objectType, int rateHz, int channels, int samples) {
        AacFormat format = parse(hex).toOptional().orElseThrow();

        assertThat(format.objectType()).isEqualTo(objectType);
        assertThat(format.sampleRateHz()).isEqualTo(rateHz);
        assertThat(format.channels()).isEqualTo(channels);
        assertThat(format.samplesPerFrame()).isEqualTo(samples);
        assertThat(format.codecString()).isEqualTo("mp4a.40." + objectType);
    }

    @Test
    void countsChannelsOfAProgramConfigElement() {
        // AAC-LC, 48 kHz, channel configuration 0; one front channel pair
        String bits =
                "00010" + "0011" + "0000" + "000" + "0000" + "01" + "0011" + "0001" + "0000"
                        + "0000" + "00" + "000" + "0000" + "000" + "1" + "0000" + "000";
        byte[] config = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            config[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }

        AacFormat format =
                AudioSpecificConfig.parse(ByteSequence.copyOf(config)).toOptional().orElseThrow();

        assertThat(format.channels()).isEqualTo(2);
    }

    @Test
    void tellsUnsupportedFromMalformed() {
        assertThat(parse("f8f0212c00")).isInstanceOf(Parsed.Unsupported.class); // ER AAC ELD
        assertThat(parse("0990")).isInstanceOf(Parsed.Unsupported.class); // AAC Main
        assertThat(parse("11")).isInstanceOf(Parsed.Malformed.class);
        assertThat(parse("")).isInstanceOf(Parsed.Malformed.class);
        assertThat(parse("1690")).isInstanceOf(Parsed.Malformed.class); // reserved frequency
    }

    @ParameterizedTest
    @CsvSource({"48000,2", "8000,1", "44100,6", "12345,1"})
    void readsWhatItWrites(int rateHz, int channels) {
        ByteSequence config = AudioSpecificConfig.ofLowComplexity(rateHz, channels);

        AacFormat format = AudioSpecificConfig.parse(config).toOptional().orElseThrow();

        assertThat(format.sampleRateHz()).isEqualTo(rateHz);
        assertThat(format.channels()).isEqualTo(channels);
    }
}
