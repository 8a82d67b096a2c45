package io.sightline.bench.live;

import io.sightline.bench.process.ProcessUsage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** wrk, which reads what it is sent as a browser would: it copies every byte. */
final class Wrk implements Client {

    private static final Pattern REQUESTS =
            Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m), ([0-9.]+)([KMG]?B) read");

    @Override
    public Round run(URI url, int connections, Duration duration, long serverPid)
            throws IOException, InterruptedException {
        MachineUsage before = MachineUsage.now();
        double cpuBefore = ProcessUsage.cpuSeconds(serverPid);
        Process wrk =
                new ProcessBuilder(
                                Cores.forClient(
                                        List.of(
                                                "wrk",
                                                "--threads=1",
                                                "--connections=" + connections,
                                                "--duration=" + duration.toSeconds() + "s",
                                                "--timeout=20s",
                                                url.toString())))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = wrk.waitFor();
        double cpu = ProcessUsage.cpuSeconds(serverPid) - cpuBefore;
        MachineUsage used = MachineUsage.now().since(before);
        Matcher requests = REQUESTS.matcher(output);
        if (status != 0 || !requests.find() || output.contains("Non-2xx")) {
            throw new IOException("wrk against " + url + ":\n" + output);
        }
        return new Round(
                Long.parseLong(requests.group(1)),
                bytes(requests.group(4), requests.group(5)),
                Double.parseDouble(requests.group(2)),
                cpu,
                used.serverCoreSeconds(),
                used.clientCoreSeconds());
    }

    private static long bytes(String number, String unit) {
        int shift =
                switch (unit) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    case "GB" -> 30;
                    default -> 0;
                };
        return (long) (Double.parseDouble(number) * (1L << shift));
    }
}
