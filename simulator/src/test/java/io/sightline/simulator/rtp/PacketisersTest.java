package io.sightline.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PacketisersTest {

    private static final int PAYLOAD_AT = 12;

    @Test
    void addressesEveryPacketOfAUnit() {
        RtpUnit unit = new H264Packetiser(96).packetise(List.of(nal(0x65, 5_000)), true);
        unit.address(4, 65_534, -2, 0x1234_5678);
        assertThat(unit.packets()).isEqualTo(4);
        for (int i = 0; i < unit.packets(); i++) {
            ByteBuffer block = unit.interleavedPacket(i);
            assertThat(block.get(0)).isEqualTo((byte) '$');
            assertThat(block.get(1)).isEqualTo((byte) 4);
            assertThat(block.getShort(2) & 0xFFFF).isEqualTo(block.capacity() - 4);
            ByteBuffer packet = unit.packet(i);
            assertThat(packet.get(0)).isEqualTo((byte) 0x80);
            assertThat(packet.getShort(2) & 0xFFFF).isEqualTo((65_534 + i) & 0xFFFF);
            assertThat(packet.getInt(4)).isEqualTo(-2);
            assertThat(packet.getInt(8)).isEqualTo(0x1234_5678);
            boolean last = i == unit.packets() - 1;
            assertThat(packet.get(1)).isEqualTo((byte) (last ? 96 | 0x80 : 96));
        }
    }

    @Test
    void fragmentsOfALargeNalUnitMakeItUpAgain() {
        ByteBuffer nal = nal(0x65, 9_001);
        RtpUnit unit = new H264Packetiser(96).packetise(List.of(nal), true);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < unit.packets(); i++) {
            byte[] packet = bytes(unit.packet(i));
            assertThat(packet.length).isLessThanOrEqualTo(Packetiser.MAX_PAYLOAD_BYTES + 12);
            if (i == 0) {
                joined.write((packet[PAYLOAD_AT] & 0xE0) | (packet[PAYLOAD_AT + 1] & 0x1F));
            }
            joined.write(packet, PAYLOAD_AT + 2, packet.length - PAYLOAD_AT - 2);
        }
        assertThat(joined.toByteArray()).isEqualTo(bytes(nal));
    }

    @Test
    void smallNalUnitsTravelTogether() {
        List<ByteBuffer> nals = List.of(nal(0x67, 20), nal(0x68, 6), nal(0x65, 300));
        RtpUnit unit = new H264Packetiser(96).packetise(nals, true);
        assertThat(unit.packets()).isEqualTo(1);
        ByteBuffer packet = unit.packet(0);
        assertThat(packet.get(PAYLOAD_AT) & 0x1F).isEqualTo(24);
        int at = PAYLOAD_AT + 1;
        for (ByteBuffer nal : nals) {
            assertThat(packet.getShort(at)).isEqualTo((short) nal.remaining());
            assertThat(packet.slice(at + 2, nal.remaining())).isEqualTo(nal);
            at += 2 + nal.remaining();
        }
        assertThat(at).isEqualTo(packet.capacity());
    }

    @Test
    void findsNalUnitsBehindStartCodesOfEitherLength() {
        ByteBuffer first = nal(0x67, 9);
        ByteBuffer second = nal(0x65, 40);
        ByteBuffer unit = ByteBuffer.allocate(100);
        unit.putInt(1).put(first.duplicate());
        unit.put(new byte[] {0, 0, 1}).put(second.duplicate());
        assertThat(NalUnits.fromAnnexB(unit.flip())).containsExactly(first, second);
    }

    @Test
    void lengthsThatReachBeyondTheUnitAreRefused() {
        ByteBuffer unit = ByteBuffer.allocate(8).putInt(0, 5);
        assertThatThrownBy(() -> NalUnits.fromLengthPrefixed(unit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSenderReportTiesTheTwoClocks() {
        SenderReport report = new SenderReport(7, 1_700_000_000_500_000L, 90_000, 3, 400);
        ByteBuffer packet = report.packet();
        assertThat(packet.get(1) & 0xFF).isEqualTo(200);
        assertThat(packet.getInt(4)).isEqualTo(7);
        long seconds = packet.getInt(8) & 0xFFFF_FFFFL;
        assertThat(seconds).isEqualTo(1_700_000_000L + 2_208_988_800L);
        assertThat(packet.getInt(12)).isEqualTo(0x8000_0000);
        assertThat(packet.getInt(16)).isEqualTo(90_000);
    }

    private static ByteBuffer nal(int header, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (int i = 0; i < size; i++) {
            bytes[i] |= 1;
        }
        bytes[0] = (byte) header;
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return copy;
    }
}
