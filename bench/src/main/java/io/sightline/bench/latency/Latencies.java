package io.sightline.bench.latency;

import java.util.List;

/**
 * What one way of playing came to.
 *
 * @param millis from sent to shown, of each frame that could be read, sorted
 * @param unread frames whose bar code could not be read
 * @param stalls times that playback ran dry
 * @param longestStandMillis the longest time that one picture stood
 */
record Latencies(List<Double> millis, long unread, long stalls, double longestStandMillis) {

    Latencies {
        millis = millis.stream().sorted().toList();
    }

    double median() {
        return percentile(50);
    }

    /** Nearest rank; not a number when nothing was measured. */
    double percentile(double percent) {
        if (millis.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * millis.size());
        return millis.get(Math.clamp(rank - 1, 0, millis.size() - 1));
    }
}
