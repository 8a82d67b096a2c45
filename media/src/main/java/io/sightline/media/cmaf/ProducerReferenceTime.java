package io.sightline.media.cmaf;

/** The wall clock of a chunk: {@code prft}, ISO/IEC 14496-12 §8.16.5. */
final class ProducerReferenceTime {

    static final int SIZE_BYTES = 32;

    /** The time is that at which the frame was captured, to a real-time source's clock. */
    private static final int FLAGS_CAPTURED = 24;

    /** RFC 5905 §6: NTP counts from 1900. */
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private ProducerReferenceTime() {}

    static void write(BoxWriter out, int trackId, long wallClockMicros, long mediaTicks) {
        out.begin(BoxTypes.PRFT, 1, FLAGS_CAPTURED).u32(trackId);
        out.u64(ntp(wallClockMicros)).u64(mediaTicks).end();
    }

    /** 32.32 fixed point seconds; rounded up, so that the way back by truncation is exact. */
    static long ntp(long epochMicros) {
        long seconds = Math.floorDiv(epochMicros, 1_000_000L);
        long micros = Math.floorMod(epochMicros, 1_000_000L);
        long fraction = ((micros << 32) + 999_999) / 1_000_000;
        return ((seconds + NTP_EPOCH_SECONDS) << 32) | fraction;
    }

    /** Microseconds since the epoch, for times from 1968 to 2104 (RFC 4330 §3). */
    static long epochMicros(long ntp) {
        long era = ntp < 0 ? 0 : 1L << 32;
        long seconds = (ntp >>> 32) + era - NTP_EPOCH_SECONDS;
        long fraction = ntp & 0xFFFF_FFFFL;
        return seconds * 1_000_000 + ((fraction * 1_000_000) >>> 32);
    }
}
