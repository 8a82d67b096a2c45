package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.cmaf.OpenBuffers;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a packet costs: a camera of 4 Mbit/s and 25 frames a second, out of one direct buffer, into
 * a stream that forgets everything. Run it by hand; it prints a line per transport.
 */
final class RtpThroughput {
    private static final int FRAMES = 50;
    private static final int FRAME_BYTES = 20_000;
    private static final int KEY_FRAME_BYTES = 60_000;
    private static final int ROUNDS = 4_000;
    private static final int WARM_UP_ROUNDS = 2_000;

    private RtpThroughput() {}

    public static void main(String[] arguments) {
        for (RtpSession.Transport transport : RtpSession.Transport.values()) {
            new Run(transport).measure();
        }
    }

    private static final class Run {
        private final RtpSession.Transport transport;
        private final RtpSession session;
        private final ByteBuffer wire = ByteBuffer.allocateDirect(FRAMES * 2 * FRAME_BYTES);
        private final List<Integer> lengths = new ArrayList<>();
        private int round;
        private long nanos;

        Run(RtpSession.Transport transport) {
            this.transport = transport;
            PayloadFormat format = RtpBench.payload("H264", 90_000);
            session =
                    new RtpSession(
                            "[stream:bench]",
                            new NoStream(),
                            List.of((PayloadFormat.Receivable) format),
                            transport,
                            () -> Instant.EPOCH.plusNanos(nanos));
            encode();
        }

        private void encode() {
            Random random = new Random(1);
            RtpSender sender = new RtpSender(96, 0, 1_400);
            ByteSequence sps = hex("6764001eacb201405ff2e022000003000200000300641e2c5c90");
            for (int i = 0; i < FRAMES; i++) {
                byte[] slice = new byte[i == 0 ? KEY_FRAME_BYTES : FRAME_BYTES];
                random.nextBytes(slice);
                slice[0] = (byte) (i == 0 ? 0x65 : 0x41);
                slice[1] = (byte) 0x9A; // first_mb_in_slice 0, slice_type 5
                List<ByteSequence> units = new ArrayList<>();
                if (i == 0) {
                    units.addAll(List.of(sps, hex("68ebc3cb22c0")));
                }
                units.add(ByteSequence.copyOf(slice));
                for (ByteBuffer packet : sender.h264(3_600L * i, units)) {
                    lengths.add(packet.remaining());
                    wire.put(packet);
                }
            }
            wire.flip();
        }

        private static ByteSequence hex(String text) {
            return ByteSequence.copyOf(java.util.HexFormat.of().parseHex(text));
        }

        void measure() {
            play(WARM_UP_ROUNDS);
            long allocatedBefore = allocatedBytes();
            double[] nanosPerPacket = new double[5];
            for (int i = 0; i < nanosPerPacket.length; i++) {
                long begin = System.nanoTime();
                play(ROUNDS / nanosPerPacket.length);
                double packets = (double) ROUNDS / nanosPerPacket.length * lengths.size();
                nanosPerPacket[i] = (System.nanoTime() - begin) / packets;
            }
            double allocated =
                    (double) (allocatedBytes() - allocatedBefore) / ROUNDS / lengths.size();
            Arrays.sort(nanosPerPacket);
            double median = nanosPerPacket[nanosPerPacket.length / 2];
            double bytesPerPacket = (double) wire.limit() / lengths.size();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f ns a packet of %.0f bytes, %.2f GB/s, %.2f bytes allocated a packet,"
                            + " %.4f %% of a core for 4 Mbit/s%n",
                    transport,
                    median,
                    bytesPerPacket,
                    bytesPerPacket / median,
                    allocated,
                    100 * median * 1e-9 * 500_000 / bytesPerPacket);
        }

        /** Sequence numbers and timestamps go on from round to round, as a camera's do. */
        private void play(int rounds) {
            ByteBuffer view = wire.duplicate();
            for (int i = 0; i < rounds; i++, round++) {
                int at = 0;
                for (int index = 0; index < lengths.size(); index++) {
                    int length = lengths.get(index);
                    long number = (long) round * lengths.size() + index;
                    view.putShort(at + 2, (short) number);
                    if (i > 0 || round > 0) {
                        view.putInt(at + 4, view.getInt(at + 4) + 3_600 * FRAMES);
                    }
                    view.limit(at + length).position(at);
                    nanos = number * FRAMES * 40_000_000L / lengths.size();
                    session.packet(0, view, nanos);
                    at += length;
                    view.clear();
                }
            }
        }

        private static long allocatedBytes() {
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            return threads.getCurrentThreadAllocatedBytes();
        }
    }

    /** A stream that forgets. */
    private static final class NoStream implements StreamInput {
        private final AccessUnitBuffer buffer = OpenBuffers.create();

        @Override
        public MediaLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void connecting() {}

        @Override
        public void beginSession(List<TrackFormat> tracks) {}

        @Override
        public AccessUnitBuffer buffer(int track) {
            return buffer;
        }

        @Override
        public void publish(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
            buffer.discard();
        }

        @Override
        public void changeFormat(int track, TrackFormat format) {}

        @Override
        public void discontinuity(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void accessUnitDiscarded(int track) {
            throw new AssertionError("discarded");
        }

        @Override
        public void packetsLost(long count) {
            throw new AssertionError("lost " + count);
        }

        @Override
        public void packetsReordered(long count) {}

        @Override
        public void clockDrift(double ppm) {}

        @Override
        public void failed(StreamFailure failure, Duration retryIn) {}
    }
}
