package io.sightline.media.rtp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session with a stream that keeps everything, and clocks that the test moves. */
final class RtpBench {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final RecordingInput input = new RecordingInput();
    final RtpSession session;
    long nanos = 1_000_000_000L;
    long serverStepMicros;

    RtpBench(RtpSession.Transport transport, PayloadFormat... tracks) {
        List<PayloadFormat.Receivable> receivable =
                Arrays.stream(tracks).map(PayloadFormat.Receivable.class::cast).toList();
        session = new RtpSession("[stream:test]", input, receivable, transport, this::now);
    }

    RtpBench(PayloadFormat... tracks) {
        this(RtpSession.Transport.TCP, tracks);
    }

    private Instant now() {
        return START.plusNanos(nanos + 1_000 * serverStepMicros);
    }

    void advance(double seconds) {
        nanos += Math.round(seconds * 1e9);
    }

    void feed(ByteBuffer... packets) {
        feed(0, packets);
    }

    void feed(int track, ByteBuffer... packets) {
        for (ByteBuffer packet : packets) {
            session.packet(track, packet, nanos);
        }
    }

    void feed(List<ByteBuffer> packets) {
        feed(0, packets.toArray(ByteBuffer[]::new));
    }

    /** A payload as SDP would announce it: name, clock rate, {@code key=value} parameters. */
    static PayloadFormat payload(String encodingName, int clockRateHz, String... parameters) {
        Map<String, String> map = new HashMap<>();
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            map.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return PayloadFormat.of(new RtpPayload(96, encodingName, clockRateHz, 0, map));
    }
}
