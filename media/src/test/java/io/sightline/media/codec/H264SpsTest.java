package io.sightline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class H264SpsTest {
    private static final String HIGH = "6764001eacb201405ff2e022000003000200000300641e2c5c90";
    private static final String BASELINE = "6742c01ed900a02ff97011000003000100000300320f162e48";
    private static final String MAIN_B_FRAMES = "674d401eeca05017fcb808800000030080000019078b16cb";
    private static final String HIGH_444_10_BIT =
            "67f4002890d9b280f0044f717808800000030080000019078c18cb";

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static H264Sps parse(String hex) {
        return H264Sps.parse(bytes(hex)).toOptional().orElseThrow();
    }

    @Test
    void readsHighProfile() {
        H264Sps sps = parse(HIGH);

        assertThat(sps.profileIdc()).isEqualTo(100);
        assertThat(sps.levelIdc()).isEqualTo(30);
        assertThat(sps.widthPixels()).isEqualTo(640);
        assertThat(sps.heightPixels()).isEqualTo(360); // 368 less a cropping of 8
        assertThat(sps.reorderDepth()).isZero();
        assertThat(sps.reorderDepthKnown()).isTrue();
        assertThat(sps.interlaced()).isFalse();
    }

    @Test
    void readsBaselineProfile() {
        H264Sps sps = parse(BASELINE);

        assertThat(sps.profileIdc()).isEqualTo(66);
        assertThat(sps.widthPixels()).isEqualTo(640);
        assertThat(sps.reorderDepth()).isZero();
    }

    @Test
    void readsReorderDepthOfBFrames() {
        assertThat(parse(MAIN_B_FRAMES).reorderDepth()).isEqualTo(2);
    }

    @Test
    void readsChromaFormatAndBitDepth() {
        H264Sps sps = parse(HIGH_444_10_BIT);

        assertThat(sps.chromaFormatIdc()).isEqualTo(3);
        assertThat(sps.bitDepthLuma()).isEqualTo(10);
        assertThat(sps.bitDepthChroma()).isEqualTo(10);
        assertThat(sps.widthPixels()).isEqualTo(1918);
        assertThat(sps.heightPixels()).isEqualTo(1078);
    }

    @Test
    void takesPictureOrderCountType2AsNoReordering() {
        // Main profile, without VUI: 320×240, pic_order_cnt_type 2
        H264Sps sps = parse(SpsWriter.main(2, 20, 15));

        assertThat(sps.widthPixels()).isEqualTo(320);
        assertThat(sps.heightPixels()).isEqualTo(240);
        assertThat(sps.reorderDepth()).isZero();
        assertThat(sps.reorderDepthKnown()).isTrue();
    }

    @Test
    void doesNotKnowReorderDepthWhenNothingSays() {
        H264Sps sps = parse(SpsWriter.main(0, 20, 15));

        assertThat(sps.reorderDepth()).isZero();
        assertThat(sps.reorderDepthKnown()).isFalse();
    }

    @Test
    void leavesBrokenUsabilityInformationAside() {
        H264Sps sps = parse(MAIN_B_FRAMES.substring(0, 24));

        assertThat(sps.widthPixels()).isEqualTo(640);
        assertThat(sps.heightPixels()).isEqualTo(360);
        assertThat(sps.reorderDepthKnown()).isFalse();
    }

    @Test
    void refusesPicturesLargerThanAnyLevel() {
        assertThat(H264Sps.parse(bytes(SpsWriter.main(0, 139_264, 2))))
                .isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void tellsWhereItBroke() {
        assertThat(H264Sps.parse(bytes("6764001e")))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.offsetBits()).isEqualTo(32));
        assertThat(H264Sps.parse(bytes("6864001eac"))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void survivesEveryCutAndEveryFlippedBit() {
        for (String hex : new String[] {HIGH, BASELINE, MAIN_B_FRAMES, HIGH_444_10_BIT}) {
            byte[] whole = HexFormat.of().parseHex(hex);
            for (int length = 0; length <= whole.length; length++) {
                checkRange(H264Sps.parse(ByteBuffer.wrap(whole, 0, length)));
            }
            for (int bit = 0; bit < 8 * whole.length; bit++) {
                byte[] faulty = whole.clone();
                faulty[bit / 8] ^= (byte) (1 << (bit % 8));
                checkRange(H264Sps.parse(ByteBuffer.wrap(faulty)));
            }
        }
    }

    private static void checkRange(Parsed<H264Sps> parsed) {
        parsed.toOptional()
                .ifPresent(
                        sps -> {
                            assertThat(sps.widthPixels()).isPositive();
                            assertThat(sps.heightPixels()).isPositive();
                            assertThat(sps.reorderDepth()).isBetween(0, 16);
                        });
    }

    @Test
    void collectsParameterSetsById() {
        H264ParameterSets sets = new H264ParameterSets();

        assertThat(sets.format()).isEmpty();
        assertThat(sets.offer(bytes(HIGH))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.format()).isEmpty();
        assertThat(sets.offer(bytes("68ebc3cb22c0"))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.offer(bytes(HIGH))).isEqualTo(ParameterSetOffer.KNOWN);
        assertThat(sets.offer(bytes("68ebc3cb22c0"))).isEqualTo(ParameterSetOffer.KNOWN);
        assertThat(sets.offer(bytes("65888400"))).isEqualTo(ParameterSetOffer.REJECTED);

        H264Format format = sets.format().orElseThrow();
        assertThat(format.codecString()).isEqualTo("avc1.64001e");
        assertThat(format.widthPixels()).isEqualTo(640);

        // the same id, another size
        assertThat(sets.offer(bytes(MAIN_B_FRAMES))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.format().orElseThrow().sequenceParameterSets())
                .containsExactly(ByteSequence.copyOf(bytes(MAIN_B_FRAMES)));
    }
}
