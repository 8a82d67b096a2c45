package io.sightline.bench.live;

/**
 * What one client got from one server in one round.
 *
 * @param serverCpuSeconds processor time of the server's process meanwhile
 * @param serverCoreSeconds how long the processor that the server is kept to was busy, interrupts
 *     included
 * @param clientSeconds how long the client worked
 */
record Round(
        long requests,
        long bytes,
        double seconds,
        double serverCpuSeconds,
        double serverCoreSeconds,
        double clientSeconds) {

    double bytesPerCpuSecond() {
        return bytes / serverCpuSeconds;
    }

    double requestsPerCpuSecond() {
        return requests / serverCpuSeconds;
    }

    double requestsPerSecond() {
        return requests / seconds;
    }

    double serverCorePercent() {
        return 100 * serverCoreSeconds / seconds;
    }

    double clientPercent() {
        return 100 * clientSeconds / seconds;
    }
}
