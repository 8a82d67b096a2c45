package io.sightline.bench.record;

/**
 * One round of one contender.
 *
 * @param cpuSecondsPerSecond of all its processes together, steady state
 * @param memoryBytes of all its processes together; ours above the idle server
 * @param framesSent by the farm to it
 * @param framesRecorded found in its files afterwards
 */
record Measurement(
        int cameras,
        double cpuSecondsPerSecond,
        long memoryBytes,
        long framesSent,
        long framesRecorded) {

    double cpuPercentPerCamera() {
        return 100 * cpuSecondsPerSecond / cameras;
    }

    double memoryMegabytesPerCamera() {
        return memoryBytes / 1e6 / cameras;
    }

    long framesMissing() {
        return framesSent - framesRecorded;
    }
}
