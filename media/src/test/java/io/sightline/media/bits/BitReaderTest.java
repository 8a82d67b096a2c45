package io.sightline.media.bits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class BitReaderTest {

    private static BitReader bits(String binary) {
        String digits = binary.replace(" ", "");
        byte[] bytes = new byte[(digits.length() + 7) / 8];
        for (int i = 0; i < digits.length(); i++) {
            bytes[i / 8] |= (byte) ((digits.charAt(i) - '0') << (7 - i % 8));
        }
        return new BitReader(ByteBuffer.wrap(bytes));
    }

    @Test
    void readsFixedLengthCodesAcrossBytes() {
        BitReader in = new BitReader(ByteBuffer.wrap(HexFormat.of().parseHex("a5ffffffff0f")));

        assertThat(in.u(3)).isEqualTo(5);
        assertThat(in.u(0)).isZero();
        assertThat(in.u(5)).isEqualTo(5);
        assertThat(in.u(32)).isEqualTo(0xFFFF_FFFFL);
        assertThat(in.u(8)).isEqualTo(15);
        assertThat(in.remainingBits()).isZero();
        assertThat(in.failed()).isFalse();
    }

    // ITU-T H.264 table 9-2
    @Test
    void readsUnsignedExpGolombCodes() {
        BitReader in = bits("1 010 011 00100 00101 00110 00111 0001000");

        for (int expected = 0; expected <= 7; expected++) {
            assertThat(in.ue()).isEqualTo(expected);
        }
    }

    // ITU-T H.264 table 9-3
    @Test
    void readsSignedExpGolombCodes() {
        BitReader in = bits("1 010 011 00100 00101 00110");

        assertThat(in.se()).isZero();
        assertThat(in.se()).isEqualTo(1);
        assertThat(in.se()).isEqualTo(-1);
        assertThat(in.se()).isEqualTo(2);
        assertThat(in.se()).isEqualTo(-2);
        assertThat(in.se()).isEqualTo(3);
    }

    @Test
    void readsTheLargestExpGolombCode() {
        BitReader in = bits("0".repeat(32) + "1" + "1".repeat(32));

        assertThat(in.ue()).isEqualTo((1L << 33) - 2);
        assertThat(in.failed()).isFalse();
    }

    @Test
    void failsForGoodBeyondTheEnd() {
        BitReader in = bits("1111 1111");

        assertThat(in.u(9)).isZero();
        assertThat(in.failed()).isTrue();
        assertThat(in.u(1)).isZero();
        assertThat(in.remainingBits()).isZero();
    }

    @Test
    void failsOnCodesLongerThanAnySpecificationHas() {
        BitReader in = bits("0".repeat(33) + "1" + "1".repeat(40));

        assertThat(in.ue()).isZero();
        assertThat(in.failed()).isTrue();
    }

    @Test
    void leavesTheSourceWhereItWas() {
        ByteBuffer source = ByteBuffer.wrap(new byte[] {0, (byte) 0x80, 1}).position(1);
        BitReader in = new BitReader(source);

        assertThat(in.flag()).isTrue();
        assertThat(source.position()).isEqualTo(1);
    }

    @Test
    void removesEmulationPreventionBytesOnlyBehindTwoZeros() {
        ByteBuffer payload =
                EmulationPrevention.remove(
                        ByteBuffer.wrap(HexFormat.of().parseHex("00000300000301030003000003")));

        assertThat(ByteSequence.copyOf(payload)).hasToString("00000000010300030000");
    }
}
