package io.sightline.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has used, as Linux counts it (proc(5)).
 *
 * @param cpuSeconds user and system time since its start, of all its threads
 * @param residentBytes memory mapped and present, shared pages in full
 * @param proportionalBytes the same with shared pages divided among those who share them; what many
 *     equal processes really take together
 */
public record ProcessUsage(double cpuSeconds, long residentBytes, long proportionalBytes) {

    /** USER_HZ: fixed at 100 for user space on every architecture Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME_AFTER_NAME = 11;

    public static ProcessUsage of(long pid) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        long resident = 0;
        long proportional = 0;
        for (String line : Files.readAllLines(proc.resolve("smaps_rollup"))) {
            if (line.startsWith("Rss:")) {
                resident = kilobytes(line);
            } else if (line.startsWith("Pss:")) {
                proportional = kilobytes(line);
            }
        }
        return new ProcessUsage(cpuSeconds(pid), resident, proportional);
    }

    /** Processor time alone, which is much cheaper to ask for than memory. */
    public static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The name in parentheses may hold blanks and parentheses itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[UTIME_AFTER_NAME])
                        + Long.parseLong(fields[UTIME_AFTER_NAME + 1]))
                / TICKS_PER_SECOND;
    }

    /** Together; a process that has ended meanwhile is an error, not a zero. */
    public static ProcessUsage sum(Stream<Long> pids) throws IOException {
        double cpu = 0;
        long resident = 0;
        long proportional = 0;
        for (long pid : pids.toList()) {
            ProcessUsage usage = of(pid);
            cpu += usage.cpuSeconds;
            resident += usage.residentBytes;
            proportional += usage.proportionalBytes;
        }
        return new ProcessUsage(cpu, resident, proportional);
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
