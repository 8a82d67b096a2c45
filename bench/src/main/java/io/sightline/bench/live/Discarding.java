package io.sightline.bench.live;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs {@link DiscardingClient}, for segments.
 *
 * <p>On loopback a client that copies is the slower side: with wrk, nginx's core stood idle 70 % of
 * the time while wrk's was busy. What then is called the server's processor time depends on whose
 * context the kernel happens to send in: with full send buffers every acknowledgement of the client
 * has its own core transmit the next bytes. With a client that discards, both servers fill their
 * core and wait for nothing, and their work is done where it is counted.
 */
final class Discarding implements Client {

    @Override
    public Round run(URI url, int connections, Duration duration, long serverPid)
            throws IOException, InterruptedException {
        Process client =
                new ProcessBuilder(Cores.forClient(command(url, connections, duration, serverPid)))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new IOException("the client of " + url + ":\n" + output);
        }
        return round(output.strip());
    }

    private static List<String> command(
            URI url, int connections, Duration duration, long serverPid) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // It lives for seconds: no time for more than the quick compiler.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DiscardingClient.class.getName(),
                url.toString(),
                Integer.toString(connections),
                Long.toString(duration.toMillis()),
                Long.toString(serverPid));
    }

    static String line(Round round) {
        return "%d %d %s %s %s %s"
                .formatted(
                        round.requests(),
                        round.bytes(),
                        round.seconds(),
                        round.serverCpuSeconds(),
                        round.serverCoreSeconds(),
                        round.clientSeconds());
    }

    private static Round round(String line) throws IOException {
        String[] fields = line.split(" ");
        if (fields.length != 6) {
            throw new IOException("the client says: " + line);
        }
        return new Round(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]));
    }
}
