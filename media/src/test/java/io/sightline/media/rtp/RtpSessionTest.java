package io.sightline.media.rtp;

import static io.sightline.media.rtp.RtpBench.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.mediatime.NtpTime;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets of whole sessions: order, senders, payload types, RTCP, formats of several tracks. */
final class RtpSessionTest {
    private static final ByteSequence SPS =
            hex("6764001eacb201405ff2e022000003000200000300641e2c5c90");
    private static final ByteSequence OTHER_SPS =
            hex("6742c01ed900a02ff97011000003000100000300320f162e48");
    private static final ByteSequence PPS = hex("68ebc3cb22c0");
    private static final ByteSequence IDR = hex("658884001122334455");
    private static final ByteSequence SLICE = hex("419a24556677889900");

    private final RtpSender video = new RtpSender(96, 100, 1_200);
    private final RtpSender audio = new RtpSender(0, 7, 1_200);

    private static ByteSequence hex(String text) {
        return ByteSequence.copyOf(HexFormat.of().parseHex(text));
    }

    private static PayloadFormat pcmu() {
        return PayloadFormat.of(new RtpPayload(0, "PCMU", 0, 0, java.util.Map.of()));
    }

    private RtpBench playing(RtpSession.Transport transport) {
        RtpBench bench = new RtpBench(transport, payload("H264", 90_000), pcmu());
        bench.feed(video.h264(0, List.of(SPS, PPS, IDR)));
        return bench;
    }

    private RtpBench playing() {
        return playing(RtpSession.Transport.TCP);
    }

    @Test
    void waitsWithAudioUntilVideoIsKnown() {
        RtpBench bench = new RtpBench(payload("H264", 90_000), pcmu());
        bench.feed(1, audio.packet(0, false, new byte[160]));
        assertThat(bench.input.sessions).isEmpty();
        bench.feed(video.h264(0, List.of(SPS, PPS, IDR)));
        bench.feed(1, audio.packet(160, false, new byte[160]));

        assertThat(bench.input.sessions).hasSize(1);
        assertThat(bench.input.sessions.getFirst().get(1))
                .isEqualTo(new G711Format(G711Format.Law.MU, 8_000, 1));
        assertThat(bench.input.of(0)).hasSize(1);
        assertThat(bench.input.of(1)).hasSize(1);
        assertThat(bench.input.of(1).getFirst().bytes().size()).isEqualTo(160);
    }

    @Test
    void takesOpus() {
        RtpBench bench = new RtpBench(payload("opus", 48_000));
        bench.feed(audioOf(96).packet(960, true, new byte[] {1, 2, 3}));

        assertThat(bench.input.sessions.getFirst()).containsExactly(new OpusFormat(2, 0));
        assertThat(bench.input.published.getFirst().bytes()).hasToString("010203");
    }

    private static RtpSender audioOf(int payloadType) {
        return new RtpSender(payloadType, 1, 1_200);
    }

    @Test
    void tellsWhatItCanNotReceive() {
        assertThat(payload("VP8", 90_000)).isInstanceOf(PayloadFormat.Unsupported.class);
        assertThat(payload("H264", 90_000, "packetization-mode=2"))
                .isInstanceOf(PayloadFormat.Unsupported.class);
        assertThat(payload("mpeg4-generic", 0)).isInstanceOf(PayloadFormat.Malformed.class);
        assertThat(payload("PCMA", 1)).isInstanceOf(PayloadFormat.Malformed.class);
    }

    @Test
    void readsHeadersWithContributorsExtensionAndPadding() {
        RtpBench bench = playing();
        ByteBuffer packet = ByteBuffer.allocate(100);
        packet.put((byte) 0xB2).put((byte) (0x80 | 96)).putShort((short) video.sequence++);
        packet.putInt(3600).putInt(RtpSender.SSRC).putInt(1).putInt(2);
        packet.putShort((short) 0xBEDE).putShort((short) 1).putInt(0x1234);
        packet.put(SLICE.toArray()).put(new byte[] {0, 0, 3});
        bench.feed(packet.flip());

        assertThat(bench.input.published.getLast().nalUnits()).containsExactly(SLICE);
    }

    @Test
    void leavesTheCallersBufferConsumed() {
        RtpBench bench = playing();
        ByteBuffer packet = video.packet(3600, true, SLICE);
        bench.feed(packet);

        assertThat(packet.hasRemaining()).isFalse();
        assertThat(packet.limit()).isEqualTo(packet.capacity());
    }

    @Test
    void countsGapsInTheSequence() {
        RtpBench bench = playing();
        video.sequence += 3;
        bench.feed(video.packet(3600, true, SLICE));

        assertThat(bench.input.lost).isEqualTo(3);
    }

    @Test
    void ignoresLateAndDoublePacketsInTcp() {
        RtpBench bench = playing();
        ByteBuffer packet = video.packet(3600, true, SLICE);
        bench.feed(packet.duplicate(), packet.duplicate());

        assertThat(bench.input.of(0)).hasSize(2);
        assertThat(bench.input.lost).isZero();
    }

    @Test
    void followsASequenceThatJumps() {
        RtpBench bench = playing();
        video.sequence = 50_000;
        bench.feed(video.packet(3600, true, SLICE));
        bench.feed(video.packet(7200, true, SLICE));

        assertThat(bench.input.of(0)).hasSize(3);
        assertThat(bench.input.lost).isEqualTo(1);
    }

    @Test
    void putsDatagramsInOrder() {
        RtpBench bench = playing(RtpSession.Transport.UDP);
        ByteBuffer first = video.packet(3600, false, hex("7c85888400"));
        ByteBuffer second = video.packet(3600, true, hex("7c451122334455"));
        bench.feed(second);
        bench.feed(first);

        assertThat(bench.input.published.getLast().nalUnits()).containsExactly(IDR);
        assertThat(bench.input.reordered).isEqualTo(1);
        assertThat(bench.input.lost).isZero();
    }

    @Test
    void givesUpOnMissingDatagrams() {
        RtpBench bench = playing(RtpSession.Transport.UDP);
        video.sequence++;
        bench.feed(video.packet(3600, true, SLICE));
        assertThat(bench.input.of(0)).hasSize(1);
        bench.advance(0.11);
        bench.session.tick(bench.nanos);

        assertThat(bench.input.of(0)).hasSize(2);
        assertThat(bench.input.lost).isEqualTo(1);
    }

    @Test
    void takesThePayloadTypeThatComesWhenItIsNotTheAnnouncedOne() {
        RtpBench bench = new RtpBench(payload("H264", 90_000));
        RtpSender other = new RtpSender(97, 100, 1_200);
        bench.feed(other.h264(0, List.of(SPS, PPS, IDR)));

        assertThat(bench.input.of(0)).hasSize(1);
    }

    @Test
    void ignoresOtherPayloadTypesBesideTheAnnouncedOne() {
        RtpBench bench = playing();
        RtpSender metadata = new RtpSender(107, video.sequence, 1_200);
        bench.feed(metadata.packet(3600, true, SLICE));
        bench.feed(video.packet(3600, true, SLICE));

        assertThat(bench.input.of(0)).hasSize(2);
    }

    @Test
    void ignoresAnotherSendersPacketsWhileOursGoesOn() {
        RtpBench bench = playing();
        RtpSender old = new RtpSender(96, 9_000, 1_200);
        old.ssrc = 99;
        for (int i = 1; i < 50; i++) {
            bench.feed(old.packet(77_000L * i, true, SLICE));
            bench.feed(video.packet(3600L * i, true, SLICE));
            bench.advance(0.04);
        }

        assertThat(bench.input.of(0)).hasSize(50);
        assertThat(bench.input.discontinuities).isEmpty();
        assertThat(bench.input.lost).isZero();
    }

    @Test
    void followsASenderThatStartsAgainWithAnotherSsrc() {
        RtpBench bench = playing();
        bench.feed(video.packet(3600, false, hex("7c85888400"))); // never completed
        bench.advance(1);
        video.ssrc = 4711;
        video.sequence = 30_000;
        bench.feed(video.packet(900_000, true, IDR));

        assertThat(bench.input.of(0)).hasSize(2);
        assertThat(bench.input.published.getLast().nalUnits()).containsExactly(IDR);
        assertThat(bench.input.discarded).isLessThanOrEqualTo(1);
    }

    @Test
    void takesRtcpOnTheRtpChannel() {
        RtpBench bench = playing();
        bench.feed(goodbye());
        bench.feed(1, goodbye());

        assertThat(bench.session.ended()).isTrue();
        assertThat(bench.session.rejectedPackets(0)).isZero();
    }

    private static ByteBuffer goodbye() {
        return ByteBuffer.wrap(hex("80c90001" + "12345678" + "81cb0001" + "12345678").toArray());
    }

    @Test
    void endsOnlyWhenEveryTrackHasSaidGoodbye() {
        RtpBench bench = playing();
        bench.session.rtcp(0, goodbye(), bench.nanos);
        assertThat(bench.session.ended()).isFalse();
        bench.session.rtcp(1, goodbye(), bench.nanos);
        assertThat(bench.session.ended()).isTrue();
    }

    private ByteBuffer senderReport(RtpBench bench, long rtpTimestamp, long aheadMicros) {
        long micros =
                RtpBench.START.getEpochSecond() * 1_000_000 + bench.nanos / 1_000 + aheadMicros;
        ByteBuffer report = ByteBuffer.allocate(28);
        report.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(RtpSender.SSRC);
        report.putLong(NtpTime.fromUnixMicros(micros)).putInt((int) rtpTimestamp);
        return report.putInt(1).putInt(2).flip();
    }

    @Test
    void takesTheTimeOfDayFromSenderReports() {
        RtpBench bench = playing();
        for (int i = 1; i <= 25 * 300; i++) {
            bench.advance(0.04);
            bench.feed(video.packet(3600L * i, true, SLICE));
            if (i % 125 == 0) {
                bench.session.rtcp(0, senderReport(bench, 3600L * i, 100_000), bench.nanos);
            }
        }

        long now = RtpBench.START.getEpochSecond() * 1_000_000 + bench.nanos / 1_000;
        assertThat(bench.input.published.getLast().wallClockMicros())
                .isCloseTo(now + 100_000, within(1_000L));
        assertThat(bench.input.driftPpm).isCloseTo(0, within(5.0));
    }

    @Test
    void writesReceiverReports() {
        RtpBench bench = playing();
        video.sequence += 2;
        bench.feed(video.packet(3600, true, SLICE));
        bench.session.rtcp(0, senderReport(bench, 3600, 0), bench.nanos);
        bench.advance(0.5);
        ByteBuffer out = ByteBuffer.allocate(64);
        bench.session.writeReceiverReport(0, out, bench.nanos);
        out.flip();

        assertThat(out.getShort(0)).isEqualTo((short) 0x81C9);
        assertThat(out.getShort(2)).isEqualTo((short) 7);
        assertThat(out.getInt(8)).isEqualTo(RtpSender.SSRC);
        assertThat(out.getInt(12) & 0xFF_FFFF).isEqualTo(2); // lost
        assertThat(out.getInt(16)).isEqualTo(video.sequence - 1);
        assertThat(out.getInt(28)).isEqualTo(32_768); // half a second since the sender report
        assertThat(out.getShort(32)).isEqualTo((short) 0x81CA); // SDES
        assertThat(out.limit()).isEqualTo(32 + 4 + 4 * out.getShort(34));
        assertThat(Rtcp.read(out, new Silent())).isTrue();
    }

    private static final class Silent implements Rtcp.Visitor {
        @Override
        public void senderReport(int ssrc, long ntp, int rtpTimestamp) {}

        @Override
        public void goodbye() {}
    }

    @Test
    void survivesRtcpCutAtEveryLengthAndWithFaults() {
        RtpBench bench = playing();
        byte[] whole = ByteSequence.copyOf(senderReport(bench, 0, 0)).toArray();
        for (int length = 0; length <= whole.length; length++) {
            bench.session.rtcp(0, ByteBuffer.wrap(whole, 0, length), bench.nanos);
        }
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] faulty = whole.clone();
            faulty[bit / 8] ^= (byte) (1 << (bit % 8));
            bench.session.rtcp(0, ByteBuffer.wrap(faulty), bench.nanos);
        }
        bench.feed(video.packet(3600, true, SLICE));

        assertThat(bench.input.of(0)).hasSize(2);
    }

    @Test
    void announcesADiscontinuityWhenTheCamerasClockJumps() {
        RtpBench bench = playing();
        for (int i = 1; i < 50; i++) {
            bench.advance(0.04);
            bench.feed(video.packet(3600L * i, true, SLICE));
        }
        bench.advance(0.04);
        bench.feed(video.packet(900_000_000, true, IDR));

        assertThat(bench.input.discontinuities).hasSize(1);
        assertThat(bench.input.published.getLast().ptsTicks()).isZero();
        assertThat(bench.input.published.getLast().nalUnits()).containsExactly(IDR);
    }

    @Test
    void forgetsHalfAPictureWhenAnotherTrackChangesTheBuffers() {
        RtpBench bench = new RtpBench(payload("H264", 90_000), payload("JPEG", 90_000));
        RtpSender jpeg = new RtpSender(96, 1, 1_200);
        bench.feed(video.h264(0, List.of(SPS, PPS, IDR)));
        bench.feed(1, jpeg.packet(0, true, hex("000000000132502d1122")));
        bench.feed(video.h264(0, List.of(SPS, PPS, IDR)));
        bench.feed(video.packet(3600, false, hex("7c81888400")));
        bench.feed(1, jpeg.packet(3600, true, hex("000000000132a05a1122"))); // another size
        bench.feed(video.packet(3600, true, hex("7c411122334455")));
        bench.feed(video.packet(7200, true, SLICE));

        assertThat(bench.input.of(0).getLast().nalUnits()).containsExactly(SLICE);
        assertThat(bench.input.of(0)).allMatch(unit -> !unit.nalUnits().isEmpty());
    }

    @Test
    void takesAChangeOfResolutionInMidStream() {
        RtpBench bench = playing();
        bench.feed(video.h264(3600, List.of(OTHER_SPS, PPS, IDR)));

        assertThat(bench.input.formatChanges).hasSize(1);
        assertThat(bench.input.formatChanges.getFirst().codecString()).isEqualTo("avc1.42c01e");
        assertThat(bench.input.published.getLast().format())
                .isEqualTo(bench.input.formatChanges.getFirst());
    }
}
