package io.sightline.media.rtp;

import static io.sightline.media.rtp.RtpBench.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.codec.AacFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3640 clause by clause, and what cameras make of it. */
final class AacDepacketiserTest {
    private static final String[] HIGH_BIT_RATE = {
        "mode=AAC-hbr", "config=1190", "sizelength=13", "indexlength=3", "indexdeltalength=3"
    };

    private final RtpSender sender = new RtpSender();
    private RtpBench bench = new RtpBench(payload("mpeg4-generic", 48_000, HIGH_BIT_RATE));

    private void send(long timestamp, boolean marker, String payload) {
        bench.feed(sender.packet(timestamp, marker, HexFormat.of().parseHex(payload)));
    }

    private List<String> published() {
        return bench.input.published.stream().map(unit -> unit.bytes().toString()).toList();
    }

    private List<Long> times() {
        return bench.input.published.stream().map(RecordingInput.Published::ptsTicks).toList();
    }

    // RFC 3640 §3.2.1, §3.3.6
    @Test
    void takesOneAccessUnitAPacket() {
        send(0, true, "0010" + "0020" + "21112233");
        send(1024, true, "0010" + "0018" + "214455");

        assertThat(published()).containsExactly("21112233", "214455");
        assertThat(times()).containsExactly(0L, 1024L);
        assertThat(bench.input.published).allMatch(RecordingInput.Published::keyFrame);
    }

    @Test
    void takesSeveralAccessUnitsAPacket() {
        send(0, true, "0030" + "0010" + "0018" + "0020" + "2111" + "212233" + "21445566");

        assertThat(published()).containsExactly("2111", "212233", "21445566");
        assertThat(times()).containsExactly(0L, 1024L, 2048L);
    }

    // RFC 3640 §3.2.3.1
    @Test
    void putsAFragmentedAccessUnitTogether() {
        send(0, false, "0010" + "0030" + "2111");
        send(0, false, "0010" + "0030" + "2233");
        send(0, true, "0010" + "0030" + "4455");
        send(1024, true, "0010" + "0010" + "2166");

        assertThat(published()).containsExactly("211122334455", "2166");
    }

    @Test
    void dropsAccessUnitWhenFragmentIsLost() {
        send(0, true, "0010" + "0010" + "2100");
        send(1024, false, "0010" + "0030" + "2111");
        sender.sequence++;
        send(1024, true, "0010" + "0030" + "4455");
        send(2048, true, "0010" + "0010" + "2166");

        assertThat(published()).startsWith("2100").endsWith("2166");
        assertThat(bench.input.discarded).isPositive();
        assertThat(bench.input.lost).isEqualTo(1);
    }

    // RFC 3640 §3.3.5
    @Test
    void takesLowBitRateMode() {
        bench =
                new RtpBench(
                        payload(
                                "mpeg4-generic",
                                8_000,
                                "mode=AAC-lbr",
                                "config=1588",
                                "sizelength=6",
                                "indexlength=2",
                                "indexdeltalength=2"));
        send(0, true, "0010" + "0c" + "10" + "211122" + "21334455");

        assertThat(published()).containsExactly("211122", "21334455");
    }

    // RFC 3640 §3.2.1.1: CTS, DTS, RAP and stream state; §3.2.2: auxiliary data
    @Test
    void skipsOptionalHeaderFieldsAndAuxiliaryData() {
        bench =
                new RtpBench(
                        payload(
                                "mpeg4-generic",
                                48_000,
                                "config=1190",
                                "sizelength=13",
                                "indexlength=3",
                                "indexdeltalength=3",
                                "ctsdeltalength=8",
                                "dtsdeltalength=8",
                                "randomaccessindication=1",
                                "streamstateindication=4",
                                "auxiliarydatasizelength=8"));
        // size 3, index 0, CTS flag 0, DTS flag 1 + delta 0x55, RAP 1, stream state 0xA; 31 bits
        String header = bits("0000000000011" + "000" + "0" + "1" + "01010101" + "1" + "1010");
        send(0, true, "001f" + header + "08" + "ff" + "211122");

        assertThat(published()).containsExactly("211122");
    }

    private static String bits(String binary) {
        byte[] bytes = new byte[(binary.length() + 7) / 8];
        for (int i = 0; i < binary.length(); i++) {
            bytes[i / 8] |= (byte) ((binary.charAt(i) - '0') << (7 - i % 8));
        }
        return HexFormat.of().formatHex(bytes);
    }

    // RFC 3640 §3.3.1, §3.3.2
    @Test
    void takesConstantSizeWithoutHeaders() {
        bench =
                new RtpBench(
                        payload(
                                "mpeg4-generic",
                                48_000,
                                "mode=generic",
                                "config=1190",
                                "constantsize=2"));
        send(0, true, "2111" + "2122" + "2133");

        assertThat(published()).containsExactly("2111", "2122", "2133");
    }

    @Test
    void takesHighBitRateModeForGrantedWhenTheDescriptionNamesNoLengths() {
        bench = new RtpBench(payload("MPEG4-GENERIC", 16_000, "config=1408", "", "profile="));
        send(0, true, "0010" + "0020" + "21112233");

        assertThat(published()).containsExactly("21112233");
    }

    @Test
    void workaroundForDescriptionWithoutConfig() {
        PayloadFormat format = payload("mpeg4-generic", 16_000, "config=zz");

        assertThat(((PayloadFormat.Described) format).format())
                .isInstanceOfSatisfying(
                        AacFormat.class,
                        aac -> {
                            assertThat(aac.sampleRateHz()).isEqualTo(16_000);
                            assertThat(aac.channels()).isEqualTo(1);
                        });
    }

    @Test
    void stripsAdtsHeadersThatCamerasLeaveIn() {
        // ADTS without CRC, frame length 7 + 4
        send(0, true, "0010" + "0058" + "fff14c80017ffc" + "21112233");

        assertThat(published()).containsExactly("21112233");
    }

    @Test
    void ignoresBytesBehindTheLastAccessUnit() {
        send(0, true, "0010" + "0010" + "2111" + "ffff");

        assertThat(published()).containsExactly("2111");
    }

    @Test
    void countsHighEfficiencyFramesAtTheCoresRate() {
        // HE-AAC: RTP clock and output 44.1 kHz, core 22.05 kHz, 2,048 RTP ticks a frame
        bench = new RtpBench(payload("mpeg4-generic", 44_100, "config=2b8a0800"));
        send(0, true, "0020" + "0010" + "0010" + "2111" + "2122");
        send(4096, true, "0010" + "0010" + "2133");

        assertThat(times()).containsExactly(0L, 1024L, 2048L);
    }

    @Test
    void survivesPayloadsCutAtEveryLength() {
        byte[] whole =
                HexFormat.of().parseHex("0030" + "0010" + "0018" + "0020" + "2111212233214455ff");
        for (int length = 0; length <= whole.length; length++) {
            bench.feed(sender.packet(length * 3072L, true, Arrays.copyOf(whole, length)));
        }
        bench.input.published.clear();
        send(90_000, true, "0010" + "0010" + "2111");

        assertThat(published()).containsExactly("2111");
    }

    @Test
    void realAacComesOutAsItWasEncoded() {
        byte[] stream = EncodedMedia.audio("-c:a", "aac", "-ar", "48000", "-f", "adts");
        List<ByteSequence> frames = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int length =
                    ((stream[at + 3] & 3) << 11)
                            | ((stream[at + 4] & 0xFF) << 3)
                            | ((stream[at + 5] & 0xE0) >> 5);
            frames.add(ByteSequence.copyOf(Arrays.copyOfRange(stream, at + 7, at + length)));
            at += length;
        }
        long timestamp = 0xFFFF_FF00L;
        for (ByteSequence frame : frames) {
            String header = String.format("0010%04x", frame.size() << 3);
            send(timestamp, true, header + frame);
            timestamp += 1024;
            bench.advance(1024 / 48_000.0);
        }

        assertThat(bench.input.published.stream().map(RecordingInput.Published::bytes).toList())
                .isEqualTo(frames);
        assertThat(times().getLast()).isEqualTo(1024L * (frames.size() - 1));
    }
}
