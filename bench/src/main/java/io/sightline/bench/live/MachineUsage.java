package io.sightline.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long each processor of the machine has worked, interrupts included, whoever they were for
 * (proc_stat(5)).
 *
 * @param busySeconds of each processor since the machine was started, or since another moment
 */
record MachineUsage(List<Double> busySeconds) {

    private static final double TICKS_PER_SECOND = 100;

    /** Columns of a line: user, nice, system, idle, iowait, irq, softirq. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    MachineUsage {
        busySeconds = List.copyOf(busySeconds);
    }

    static MachineUsage now() throws IOException {
        return new MachineUsage(
                Files.readAllLines(Path.of("/proc/stat")).stream()
                        .filter(line -> line.matches("cpu\\d.*"))
                        .map(line -> line.split(" +"))
                        .map(MachineUsage::busy)
                        .toList());
    }

    private static double busy(String[] columns) {
        return Arrays.stream(BUSY).mapToLong(i -> Long.parseLong(columns[i])).sum()
                / TICKS_PER_SECOND;
    }

    MachineUsage since(MachineUsage before) {
        List<Double> used = new ArrayList<>();
        for (int i = 0; i < busySeconds.size(); i++) {
            used.add(busySeconds.get(i) - before.busySeconds.get(i));
        }
        return new MachineUsage(used);
    }

    /** Of the processor that servers are kept to, {@link Cores}. */
    double serverCoreSeconds() {
        return busySeconds.getFirst();
    }

    /** Of the processor that clients are kept to. */
    double clientCoreSeconds() {
        return busySeconds.getLast();
    }
}
