package io.sightline.media.rtp;

import static io.sightline.media.rtp.RtpBench.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.H264Format;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6184 clause by clause, and what cameras make of it. */
final class H264DepacketiserTest {

    // x264, 640×360, High, no B-frames
    private static final ByteSequence SPS =
            hex("6764001eacb201405ff2e022000003000200000300641e2c5c90");
    private static final ByteSequence PPS = hex("68ebc3cb22c0");
    private static final ByteSequence OTHER_PPS = hex("68ebc3cb22c1");
    private static final ByteSequence SEI = hex("0605010280");
    private static final ByteSequence AUD = hex("0910");
    private static final ByteSequence FILLER = hex("0cffffff80");
    private static final ByteSequence IDR = hex("658884001122334455");
    private static final ByteSequence SLICE = hex("419a24556677889900");
    private static final ByteSequence SECOND_SLICE = hex("4140aa0203040506");

    private final RtpSender sender = new RtpSender();
    private RtpBench bench = new RtpBench(payload("H264", 90_000));

    @BeforeEach
    void startWithPictureBefore() {
        bench.feed(sender.h264(0, List.of(SPS, PPS, IDR)));
        assertThat(bench.input.published).hasSize(1);
        bench.input.published.clear();
        bench.advance(0.04);
    }

    private static ByteSequence hex(String text) {
        return ByteSequence.copyOf(java.util.HexFormat.of().parseHex(text));
    }

    /** First byte after the NAL unit header decides that a slice is a picture's first. */
    private void send(long timestamp, boolean marker, ByteSequence payload) {
        bench.feed(sender.packet(timestamp, marker, payload));
    }

    private void send(long timestamp, boolean marker, String payload) {
        send(timestamp, marker, hex(payload));
    }

    private List<List<ByteSequence>> published() {
        return bench.input.published.stream().map(RecordingInput.Published::nalUnits).toList();
    }

    // RFC 6184 §5.6
    @Test
    void takesSingleNalUnits() {
        send(3600, false, SEI);
        send(3600, true, SLICE);

        assertThat(published()).containsExactly(List.of(SEI, SLICE));
        assertThat(bench.input.published.getFirst().keyFrame()).isFalse();
        assertThat(bench.input.published.getFirst().ptsTicks()).isEqualTo(3600);
    }

    // RFC 6184 §5.7.1
    @Test
    void takesAggregatedNalUnits() {
        bench.feed(
                sender.packet(
                        3600, true, RtpSender.aggregated(new byte[] {24}, List.of(SEI, IDR))));

        assertThat(published()).containsExactly(List.of(SEI, IDR));
        assertThat(bench.input.published.getFirst().keyFrame()).isTrue();
    }

    // RFC 6184 §5.8
    @Test
    void takesFragmentedNalUnits() {
        send(3600, false, "7c85888400");
        send(3600, false, "7c05112233");
        send(3600, true, "7c454455");

        assertThat(published()).containsExactly(List.of(IDR));
    }

    // RFC 6184 §5.7.1, §5.7.2, §5.8
    @Test
    void rejectsInterleavedPacketTypes() {
        for (String type : List.of("79", "7a", "7b", "7d")) {
            send(3600, false, type + "00000004658884001122");
        }

        assertThat(bench.session.rejectedPackets(0)).isEqualTo(4);
        assertThat(bench.input.published).isEmpty();
    }

    @Test
    void leavesDelimitersFillerAndParameterSetsOutOfSamples() {
        bench.feed(
                sender.packet(
                        3600,
                        true,
                        RtpSender.aggregated(
                                new byte[] {24}, List.of(AUD, SPS, PPS, SEI, IDR, FILLER))));

        assertThat(published()).containsExactly(List.of(SEI, IDR));
        assertThat(bench.input.formatChanges).isEmpty();
    }

    @Test
    void takesChangedParameterSetsBeforeThePictureThatUsesThem() {
        bench.feed(
                sender.packet(
                        3600,
                        true,
                        RtpSender.aggregated(new byte[] {24}, List.of(SPS, OTHER_PPS, SEI, IDR))));

        assertThat(bench.input.formatChanges).hasSize(1);
        H264Format changed = (H264Format) bench.input.formatChanges.getFirst();
        assertThat(changed.pictureParameterSets()).containsExactly(OTHER_PPS);
        assertThat(published()).containsExactly(List.of(SEI, IDR));
        assertThat(bench.input.published.getFirst().format()).isEqualTo(changed);
    }

    @Test
    void takesParameterSetsThatComeInFragments() {
        byte[] sps = SPS.toArray();
        bench = new RtpBench(payload("H264", 90_000));
        send(0, false, "7c87" + SPS.toString().substring(2, 20));
        send(0, false, "7c47" + SPS.toString().substring(20));
        send(0, false, PPS);
        send(0, true, IDR);

        H264Format format = (H264Format) bench.input.sessions.getFirst().getFirst();
        assertThat(format.sequenceParameterSets()).containsExactly(ByteSequence.copyOf(sps));
        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void beginsSessionWithParameterSetsThatComeOnlyInBand() {
        bench = new RtpBench(payload("H264", 90_000, "packetization-mode=1"));
        send(0, true, IDR);
        assertThat(bench.session.begun()).isFalse();
        send(3600, false, SPS);
        send(3600, false, PPS);
        send(3600, true, IDR);

        assertThat(bench.session.begun()).isTrue();
        assertThat(bench.input.sessions).hasSize(1);
        assertThat(published()).containsExactly(List.of(IDR));
        assertThat(bench.input.discarded).isZero();
    }

    @Test
    void beginsSessionWithTheFirstPacketWhenTheDescriptionHasParameterSets() {
        Base64.Encoder base64 = Base64.getEncoder();
        String sets =
                base64.encodeToString(SPS.toArray()) + "," + base64.encodeToString(PPS.toArray());
        bench = new RtpBench(payload("H264", 90_000, "sprop-parameter-sets=" + sets));
        assertThat(bench.input.sessions).isEmpty();
        send(0, true, IDR);

        assertThat(bench.input.sessions).hasSize(1);
        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void takesDescribedParameterSetsWithStartCodes() {
        String annexB = "00000001" + SPS + "00000001" + PPS + "00";
        String sets = Base64.getEncoder().encodeToString(hex(annexB).toArray());
        PayloadFormat format = payload("H264", 90_000, "sprop-parameter-sets=" + sets);

        assertThat(format).isInstanceOf(PayloadFormat.Described.class);
    }

    @Test
    void ignoresNonsenseInProfileLevelIdAndSprop() {
        PayloadFormat format =
                payload("H264", 90_000, "profile-level-id=zz", "sprop-parameter-sets=,%%,Zw==");

        assertThat(format).isInstanceOf(PayloadFormat.InBand.class);
    }

    @Test
    void completesPictureOnChangeOfTimestampWhenMarkerIsMissing() {
        send(3600, false, IDR);
        assertThat(published()).isEmpty();
        send(7200, false, SLICE);
        assertThat(published()).containsExactly(List.of(IDR));
        send(10800, false, SLICE);

        assertThat(published()).containsExactly(List.of(IDR), List.of(SLICE));
    }

    @Test
    void completesPictureOnNextFirstSliceWhenMarkerIsMissingAndTimestampStandsStill() {
        send(3600, false, IDR);
        send(3600, false, SLICE);
        send(3600, false, SECOND_SLICE);
        send(3600, false, SLICE);

        assertThat(published()).containsExactly(List.of(IDR), List.of(SLICE, SECOND_SLICE));
        assertThat(bench.input.published.get(1).ptsTicks())
                .isGreaterThan(bench.input.published.get(0).ptsTicks());
    }

    @Test
    void doesNotPublishOnMarkerBehindParameterSetsOrSei() {
        send(3600, true, SPS);
        send(3600, true, PPS);
        send(3600, true, SEI);
        assertThat(published()).isEmpty();
        send(3600, true, IDR);

        assertThat(published()).containsExactly(List.of(SEI, IDR));
    }

    @Test
    void keepsSeiThatComesWithTheParameterSetsTimestamp() {
        send(3000, true, SPS);
        send(3000, true, PPS);
        send(3000, true, SEI);
        send(3600, true, IDR);

        assertThat(published()).containsExactly(List.of(SEI, IDR));
        assertThat(bench.input.published.getFirst().ptsTicks()).isEqualTo(3600);
    }

    @Test
    void learnsThatMarkerBehindEverySliceMeansNothing() {
        send(3600, true, SLICE);
        send(3600, true, SECOND_SLICE);
        send(7200, true, SLICE);
        send(7200, true, SECOND_SLICE);
        send(10800, true, SLICE);
        send(10800, true, SECOND_SLICE);
        send(14400, true, SLICE);

        assertThat(bench.input.discarded).isEqualTo(1);
        assertThat(published())
                .containsExactly(
                        List.of(SLICE), List.of(SLICE, SECOND_SLICE), List.of(SLICE, SECOND_SLICE));
    }

    @Test
    void keepsSeveralSlicesInOneAccessUnit() {
        send(3600, false, SLICE);
        send(3600, false, SECOND_SLICE);
        send(3600, true, SECOND_SLICE);

        assertThat(published()).containsExactly(List.of(SLICE, SECOND_SLICE, SECOND_SLICE));
    }

    @Test
    void keepsTypeOfFirstFragmentWhenItChangesInMidUnit() {
        send(3600, false, "7c85888400");
        send(3600, false, "7c01112233");
        send(3600, true, "7c414455");

        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void ignoresEmptyFragments() {
        send(3600, false, "7c85");
        send(3600, false, "7c05888400112233");
        send(3600, false, "7c05");
        send(3600, false, "7c054455");
        send(3600, true, "7c45");

        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void takesFragmentsWithoutEndBit() {
        send(3600, false, "7c85888400");
        send(3600, false, "7c051122334455");
        send(3600, true, SECOND_SLICE);

        assertThat(published()).containsExactly(List.of(IDR, SECOND_SLICE));
    }

    @Test
    void takesFragmentsWithoutStartBitWhenNothingWasLost() {
        send(3600, false, "7c05888400");
        send(3600, false, "7c051122");
        send(3600, true, "7c45334455");

        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void takesOneFragmentWithStartAndEnd() {
        send(3600, true, "7cc58884001122334455");

        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void ignoresEmptyEntriesAndTrailingBytesOfAggregation() {
        send(3600, true, "180000" + "0005" + SEI + "0000" + "0009" + IDR + "00");

        assertThat(published()).containsExactly(List.of(SEI, IDR));
        assertThat(bench.session.rejectedPackets(0)).isZero();
    }

    @Test
    void leavesAsideAggregatedEntryLongerThanItsPacket() {
        send(3600, true, "18" + "0009" + IDR + "0040" + SLICE);

        assertThat(published()).containsExactly(List.of(IDR));
        assertThat(bench.session.rejectedPackets(0)).isEqualTo(1);
    }

    @Test
    void splitsAnnexBStreamInsideAPacket() {
        send(3600, true, "00000001" + SPS + "00000001" + PPS + "000001" + SEI + "000001" + IDR);

        assertThat(published()).containsExactly(List.of(SEI, IDR));
    }

    @Test
    void splitsAnnexBStreamInsideFragments() {
        String stream = SPS.toString().substring(2) + "00000001" + PPS + "00000001" + IDR;
        int half = stream.length() / 4 * 2;
        send(3600, false, "7c87" + stream.substring(0, half));
        send(3600, true, "7c47" + stream.substring(half));

        assertThat(published()).containsExactly(List.of(IDR));
    }

    @Test
    void splitsSlicesBehindEachOtherWithStartCodes() {
        send(3600, true, SLICE.toString().substring(0, 16) + "00000001" + SECOND_SLICE);

        assertThat(published().getFirst()).hasSize(2);
    }

    @Test
    void takesRecoveryPointWithIntraSlicesForAKeyFrame() {
        send(3600, false, "060601c480"); // recovery point, recovery_frame_cnt 0
        send(3600, true, "4188847788990a"); // first_mb 0, slice_type 7: I
        send(7200, false, "060601c480");
        send(7200, true, SLICE); // slice_type 5: P

        assertThat(bench.input.published.get(0).keyFrame()).isTrue();
        assertThat(bench.input.published.get(1).keyFrame()).isFalse();
    }

    @Test
    void takesBFramesForReorderingWhenTheParameterSetsDoNotSay() {
        // Main profile, 320×240, pic_order_cnt_type 0, no VUI
        ByteSequence silent = hex("674d001ef5a2141f92");
        bench = new RtpBench(payload("H264", 90_000));
        bench.feed(sender.h264(0, List.of(silent, PPS, IDR)));
        assertThat(((H264Format) bench.input.sessions.getFirst().getFirst()).reorderDepth())
                .isZero();
        send(10_800, true, SLICE);
        send(3_600, true, "019e24556677889900"); // first_mb 0, slice_type 6: B

        assertThat(bench.input.formatChanges).hasSize(1);
        assertThat(((H264Format) bench.input.formatChanges.getFirst()).reorderDepth()).isEqualTo(2);
        assertThat(bench.input.published).hasSize(3);
        assertThat(bench.input.discontinuities).isEmpty();
    }

    @Test
    void dropsAccessUnitWhenFragmentIsLost() {
        send(3600, false, "7c85888400");
        sender.sequence++;
        send(3600, true, "7c454455");
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SLICE));
        assertThat(bench.input.lost).isEqualTo(1);
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void dropsAccessUnitWhoseFirstFragmentIsLost() {
        sender.sequence++;
        send(3600, false, "7c05888400");
        send(3600, true, "7c454455");
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SLICE));
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void dropsAccessUnitWhoseFirstSliceIsLost() {
        sender.sequence++;
        send(3600, true, SECOND_SLICE);
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SLICE));
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void dropsAccessUnitWhoseLastPacketIsLost() {
        send(3600, false, SLICE);
        sender.sequence += 2;
        send(7200, true, SLICE);

        assertThat(published()).containsExactly(List.of(SLICE));
        assertThat(bench.input.published.getFirst().ptsTicks()).isEqualTo(7200);
        assertThat(bench.input.lost).isEqualTo(2);
        assertThat(bench.input.discarded).isEqualTo(1);
    }

    @Test
    void goesOnWithoutWaitingForAKeyFrameWhenOnlyParameterSetsAreLost() {
        sender.sequence += 2;
        send(3600, true, IDR);

        assertThat(published()).containsExactly(List.of(IDR));
        assertThat(bench.input.discarded).isZero();
    }

    @Test
    void survivesPayloadsCutAtEveryLength() {
        List<ByteSequence> payloads =
                List.of(
                        SPS,
                        PPS,
                        IDR,
                        hex("7c85888400112233"),
                        ByteSequence.copyOf(
                                RtpSender.aggregated(new byte[] {24}, List.of(SPS, PPS, IDR))));
        long timestamp = 3600;
        for (ByteSequence whole : payloads) {
            for (int length = 0; length <= whole.size(); length++) {
                byte[] cut = Arrays.copyOf(whole.toArray(), length);
                bench.feed(sender.packet(timestamp, length % 3 == 0, cut));
                timestamp += 3600;
            }
        }
        bench.input.published.clear();
        send(timestamp, true, SLICE);
        send(timestamp + 3600, true, SLICE);

        assertThat(published()).endsWith(List.of(SLICE));
    }

    @Test
    void survivesPacketsCutAtEveryLength() {
        ByteBuffer whole = sender.packet(3600, true, IDR);
        for (int length = 0; length < whole.limit(); length++) {
            bench.feed(whole.slice(0, length));
        }
        send(7200, true, IDR);

        assertThat(published()).endsWith(List.of(IDR));
    }
}
