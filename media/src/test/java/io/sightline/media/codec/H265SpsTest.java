package io.sightline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.Parsed;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class H265SpsTest {
    private static final String VPS = "40010c01ffff01600000030090000003000003005d959809";
    private static final String MAIN =
            "42010101600000030090000003000003005da00280802d1d565959a4932bc05a0200000300020000030032"
                    + "10";
    private static final String MAIN_10 =
            "42010102200000030090000003000003005da00280802d1365959a4932bc05a02000000300200000030321";
    private static final String PPS = "4401c172b46240";

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static H265Sps parse(String hex) {
        return H265Sps.parse(bytes(hex)).toOptional().orElseThrow();
    }

    @Test
    void readsMainProfileWithConformanceWindow() {
        H265Sps sps = parse(MAIN);

        assertThat(sps.widthPixels()).isEqualTo(1278);
        assertThat(sps.heightPixels()).isEqualTo(718);
        assertThat(sps.chromaFormatIdc()).isEqualTo(1);
        assertThat(sps.bitDepthLuma()).isEqualTo(8);
        assertThat(sps.reorderDepth()).isEqualTo(2);
        assertThat(sps.profileTierLevel().codecString("hvc1")).isEqualTo("hvc1.1.6.L93.90");
    }

    @Test
    void readsMain10Profile() {
        H265Sps sps = parse(MAIN_10);

        assertThat(sps.widthPixels()).isEqualTo(1280);
        assertThat(sps.heightPixels()).isEqualTo(720);
        assertThat(sps.bitDepthLuma()).isEqualTo(10);
        assertThat(sps.bitDepthChroma()).isEqualTo(10);
        assertThat(sps.profileTierLevel().codecString("hvc1")).isEqualTo("hvc1.2.4.L93.90");
    }

    // The examples of ISO/IEC 14496-15 annex E.3
    @Test
    void writesCodecStringsAsTheAnnexHasThem() {
        assertThat(new H265ProfileTierLevel(0, false, 1, 0x6000_0000, 0xB0L << 40, 93))
                .extracting(profile -> profile.codecString("hvc1"))
                .isEqualTo("hvc1.1.6.L93.B0");
        assertThat(new H265ProfileTierLevel(1, true, 4, 0x0800_0000, 0, 120))
                .extracting(profile -> profile.codecString("hev1"))
                .isEqualTo("hev1.A4.10.H120");
        assertThat(new H265ProfileTierLevel(0, false, 4, 0x0800_0000, 0xB000_2300_0000L, 120))
                .extracting(profile -> profile.codecString("hvc1"))
                .isEqualTo("hvc1.4.10.L120.B0.0.23");
    }

    @Test
    void survivesEveryCutAndEveryFlippedBit() {
        byte[] whole = HexFormat.of().parseHex(MAIN);
        for (int length = 0; length <= whole.length; length++) {
            checkRange(H265Sps.parse(ByteBuffer.wrap(whole, 0, length)));
        }
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] faulty = whole.clone();
            faulty[bit / 8] ^= (byte) (1 << (bit % 8));
            checkRange(H265Sps.parse(ByteBuffer.wrap(faulty)));
        }
    }

    private static void checkRange(Parsed<H265Sps> parsed) {
        parsed.toOptional()
                .ifPresent(
                        sps -> {
                            assertThat(sps.widthPixels()).isPositive();
                            assertThat(sps.heightPixels()).isPositive();
                            assertThat(sps.reorderDepth()).isBetween(0, 16);
                        });
    }

    @Test
    void collectsAllThreeKindsOfParameterSet() {
        H265ParameterSets sets = new H265ParameterSets();

        assertThat(sets.offer(bytes(VPS))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.offer(bytes(MAIN))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.format()).isEmpty();
        assertThat(sets.offer(bytes(PPS))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.offer(bytes(VPS))).isEqualTo(ParameterSetOffer.KNOWN);
        assertThat(sets.offer(bytes(MAIN))).isEqualTo(ParameterSetOffer.KNOWN);
        assertThat(sets.offer(bytes(PPS))).isEqualTo(ParameterSetOffer.KNOWN);
        assertThat(sets.offer(bytes("4201"))).isEqualTo(ParameterSetOffer.REJECTED);

        H265Format format = sets.format().orElseThrow();
        assertThat(format.widthPixels()).isEqualTo(1278);
        assertThat(format.codecString()).isEqualTo("hvc1.1.6.L93.90");
        assertThat(sets.offer(bytes(MAIN_10))).isEqualTo(ParameterSetOffer.CHANGED);
        assertThat(sets.format().orElseThrow().widthPixels()).isEqualTo(1280);
    }
}
