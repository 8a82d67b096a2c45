package io.sightline.media.hls;

/** Durations as HLS writes them: decimal seconds, here with five digits. */
final class Seconds {
    private Seconds() {}

    /** Rounded up to 10 µs: a sum of parts never exceeds what it is compared with by rounding. */
    static void append(StringBuilder text, long micros) {
        long tens = (micros + 9) / 10;
        text.append(tens / 100_000).append('.');
        String fraction = Long.toString(100_000 + tens % 100_000);
        text.append(fraction, 1, 6);
    }
}
