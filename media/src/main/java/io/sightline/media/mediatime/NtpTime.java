package io.sightline.media.mediatime;

/** NTP's 64-bit timestamps as sender reports carry them (RFC 5905 §6, RFC 3550 §4). */
public final class NtpTime {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long ERA_SECONDS = 1L << 32;

    private NtpTime() {}

    /**
     * Microseconds since 1970. Values with the highest bit 0 are of era 1, which begins in February
     * 2036 (RFC 4330 §3).
     */
    public static long toUnixMicros(long ntp) {
        long seconds = ntp >>> 32;
        long era = ntp < 0 ? 0 : ERA_SECONDS;
        long fractionMicros = ((ntp & 0xFFFF_FFFFL) * 1_000_000 + (1L << 31)) >>> 32;
        return (seconds + era - SECONDS_1900_TO_1970) * 1_000_000 + fractionMicros;
    }

    /** The reverse of {@link #toUnixMicros}, to a fraction of a microsecond. */
    public static long fromUnixMicros(long unixMicros) {
        long seconds = Math.floorDiv(unixMicros, 1_000_000) + SECONDS_1900_TO_1970;
        long micros = Math.floorMod(unixMicros, 1_000_000);
        return seconds << 32 | (micros << 32) / 1_000_000;
    }
}
