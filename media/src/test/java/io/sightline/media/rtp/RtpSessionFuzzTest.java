package io.sightline.media.rtp;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Whatever a sender sends, the stream gets whole access units in order, or nothing. */
final class RtpSessionFuzzTest {
    private static final int MAX_PACKETS = 500;
    private static final String[] CODECS = {
        "H264", "H265", "MPEG4-GENERIC", "JPEG", "OPUS", "PCMA"
    };
    private static final String[] PARAMETER_NAMES = {
        "sprop-parameter-sets",
        "sprop-vps",
        "sprop-sps",
        "sprop-pps",
        "config",
        "sizelength",
        "indexlength",
        "constantsize",
        "x-dimensions",
        "packetization-mode",
        "mode"
    };
    private static final Map<String, String> PARAMETERS =
            Map.of("config", "1190", "x-dimensions", "2592,1944");

    /**
     * One byte that chooses codec and transport, then for each packet: a control byte, two bytes of
     * length, and the payload. Control: bit 0 next timestamp, 1 marker, 2 RTCP instead, 3 raw
     * instead of with an RTP header, 4 a packet is lost before, 5 a jump of the clock, 6–7 40 ms
     * each pass.
     */
    @FuzzTest(maxDuration = "20s")
    void takesAnyPackets(byte[] data) {
        if (data.length == 0) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(data);
        int choice = in.get() & 0x0F;
        String codec = CODECS[choice % CODECS.length];
        RtpBench bench =
                new RtpBench(
                        choice < 8 ? RtpSession.Transport.TCP : RtpSession.Transport.UDP,
                        PayloadFormat.of(new RtpPayload(96, codec, 48_000, 0, PARAMETERS)));
        RtpSender sender = new RtpSender();
        long timestamp = 0;
        for (int i = 0; i < MAX_PACKETS && in.remaining() >= 3; i++) {
            int control = in.get();
            byte[] payload = new byte[Math.min(in.getShort() & 0x7FF, in.remaining())];
            in.get(payload);
            timestamp += (control & 1) * 3_600L + ((control & 0x20) << 20);
            sender.sequence += control >> 4 & 1;
            switch (control >> 2 & 3) {
                case 1 -> bench.session.rtcp(0, ByteBuffer.wrap(payload), bench.nanos);
                case 2 -> bench.feed(ByteBuffer.wrap(payload));
                default -> bench.feed(sender.packet(timestamp, (control & 2) != 0, payload));
            }
            bench.advance(0.04 * (control >> 6 & 3));
        }
        bench.session.tick(bench.nanos + ReorderBuffer.MAX_WAIT_NANOS);
        // RecordingInput throws where the contract is broken; NAL lengths are checked here.
        if (codec.startsWith("H26")) {
            bench.input.published.forEach(RecordingInput.Published::nalUnits);
        }
    }

    /** The parameters of {@code fmtp}, whatever the values. */
    @FuzzTest(maxDuration = "10s")
    void readsAnyDescription(FuzzedDataProvider data) {
        String codec = data.pickValue(CODECS);
        Map<String, String> parameters = new HashMap<>();
        while (data.remainingBytes() > 0 && parameters.size() < PARAMETER_NAMES.length) {
            parameters.put(data.pickValue(PARAMETER_NAMES), data.consumeString(200));
        }
        PayloadFormat format =
                PayloadFormat.of(
                        new RtpPayload(
                                96, codec, data.consumeInt(), data.consumeInt(), parameters));
        if (format instanceof PayloadFormat.Receivable) {
            RtpBench bench = new RtpBench(format);
            bench.feed(new RtpSender().packet(0, true, new byte[] {1, 2, 3}));
        }
    }
}
