package io.sightline.media.rtp;

import static io.sightline.media.rtp.RtpBench.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H265Format;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 7798 clause by clause. */
final class H265DepacketiserTest {
    private static final ByteSequence VPS = hex("40010c01ffff01600000030090000003000003005d959809");
    private static final ByteSequence SPS =
            hex(
                    "42010101600000030090000003000003005da00280802d1d565959a4932bc05a02000003000200"
                            + "0003003210");
    private static final ByteSequence PPS = hex("4401c172b46240");
    private static final ByteSequence AUD = hex("460150");
    private static final ByteSequence SEI = hex("4e01050180");
    private static final ByteSequence IDR = hex("2801af11223344556677");
    private static final ByteSequence SLICE = hex("0201d011223344556677");
    private static final ByteSequence SECOND_SLICE = hex("02015011223344");

    private final RtpSender sender = new RtpSender();
    private RtpBench bench = new RtpBench(payload("H265", 90_000));

    private static ByteSequence hex(String text) {
        return ByteSequence.copyOf(HexFormat.of().parseHex(text));
    }

    @BeforeEach
    void startWithPictureBefore() {
        bench.feed(sender.h265(0, List.of(VPS, SPS, PPS, IDR)));
        assertThat(bench.input.published).hasSize(1);
        bench.input.published.clear();
        bench.advance(0.04);
    }

    private void send(long timestamp, boolean marker, ByteSequence payload) {
        bench.feed(sender.packet(timestamp, marker, payload));
    }

    private void send(long timestamp, boolean marker, String payload) {
        send(timestamp, marker, hex(payload));
    }

    private List<List<ByteSequence>> published() {
        return bench.input.published.stream().map(RecordingInput.Published::nalUnits).toList();
    }

    // RFC 7798 §4.4.1
    @Test
    void takesSingleNalUnits() {
        send(3600, false, AUD);
        send(3600, false, SEI);
        send(3600, true, IDR);
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SEI, IDR), List.of(SLICE));
        assertThat(bench.input.published.get(0).keyFrame()).isTrue();
        assertThat(bench.input.published.get(1).keyFrame()).isFalse();
    }

    // RFC 7798 §4.4.2
    @Test
    void takesAggregationPackets() {
        byte[] packet =
                RtpSender.aggregated(new byte[] {0x60, 1}, List.of(VPS, SPS, PPS, SEI, IDR));
        bench.feed(sender.packet(3600, true, packet));

        assertThat(published()).containsExactly(List.of(SEI, IDR));
    }

    // RFC 7798 §4.4.3
    @Test
    void takesFragmentationUnits() {
        send(3600, false, "620194af1122");
        send(3600, false, "6201143344");
        send(3600, true, "620154556677");

        assertThat(published()).containsExactly(List.of(IDR));
        assertThat(bench.input.published.getFirst().keyFrame()).isTrue();
    }

    // RFC 7798 §4.4.1 … §4.4.3 with sprop-max-don-diff > 0
    @Test
    void skipsDecodingOrderNumbers() {
        bench = new RtpBench(payload("H265", 90_000, "sprop-max-don-diff=2"));
        send(0, false, "4001" + "0000" + VPS.toString().substring(4));
        send(
                0,
                false,
                "6001"
                        + ("0001" + "00" + Integer.toHexString(SPS.size()) + SPS)
                        + ("00" + "0007" + PPS));
        send(0, true, "2801" + "0003" + IDR.toString().substring(4));
        send(3600, false, "620181" + "0004" + "d0112233");
        send(3600, true, "62014144556677");

        assertThat(published()).containsExactly(List.of(IDR), List.of(SLICE));
    }

    @Test
    void rejectsPaciPackets() {
        send(3600, true, "64010000112233");

        assertThat(bench.session.rejectedPackets(0)).isEqualTo(1);
    }

    @Test
    void beginsSessionFromDescribedParameterSets() {
        Base64.Encoder base64 = Base64.getEncoder();
        PayloadFormat format =
                payload(
                        "H265",
                        90_000,
                        "sprop-vps=" + base64.encodeToString(VPS.toArray()),
                        "sprop-sps=" + base64.encodeToString(SPS.toArray()),
                        "sprop-pps=" + base64.encodeToString(PPS.toArray()));

        assertThat(format)
                .isInstanceOfSatisfying(
                        PayloadFormat.Described.class,
                        described ->
                                assertThat(((H265Format) described.format()).widthPixels())
                                        .isEqualTo(1278));
    }

    @Test
    void completesPictureOnFirstSliceSegmentFlagWhenMarkerIsMissing() {
        send(3600, false, SLICE);
        send(3600, false, SECOND_SLICE);
        send(3600, false, SLICE);
        send(7200, true, SLICE);

        assertThat(published())
                .containsExactly(List.of(SLICE, SECOND_SLICE), List.of(SLICE), List.of(SLICE));
    }

    @Test
    void dropsAccessUnitWhenFragmentIsLost() {
        send(3600, false, "620194af1122");
        sender.sequence++;
        send(3600, true, "620154556677");
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SLICE));
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void survivesPayloadsCutAtEveryLength() {
        List<ByteSequence> payloads =
                List.of(
                        VPS,
                        SPS,
                        IDR,
                        hex("620194af1122"),
                        ByteSequence.copyOf(
                                RtpSender.aggregated(new byte[] {0x60, 1}, List.of(SPS, IDR))));
        long timestamp = 3600;
        for (ByteSequence whole : payloads) {
            for (int length = 0; length <= whole.size(); length++) {
                byte[] cut = Arrays.copyOf(whole.toArray(), length);
                bench.feed(sender.packet(timestamp, length % 3 == 0, cut));
                timestamp += 3600;
            }
        }
        send(timestamp, true, SLICE);
        send(timestamp + 3600, true, SLICE);

        assertThat(published()).endsWith(List.of(SLICE));
    }
}
