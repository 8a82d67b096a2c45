package io.sightline.bench.onboarding;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.ChildProcess;
import io.sightline.bench.process.DirectoryTree;
import io.sightline.bench.process.ProcessUsage;
import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the request with an address and a password to the answer that the camera is registered and
 * its media was seen: ten devices at once, then two hundred. Each device answers every request
 * after 50 to 300 ms, as cameras on a network do, and wants a password; the three ways to ask for
 * it take turns. The peer is the figure that the platform described in the sources gives for
 * itself.
 */
public final class OnboardingBenchmark implements Benchmark {

    private static final int FEW = 10;
    private static final int MANY = 200;

    /** The median of 300 is known to 10 ms, as devices wait as they like. */
    private static final int FEW_ROUNDS = 30;

    /** Until the compiler has seen it all: before, it takes more processor time than the work. */
    private static final int WARM_UP = 240;

    private static final int WARM_UP_AT_ONCE = 40;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    /** Hundreds of devices share the machine with the server: they are to cost little. */
    private static final List<String> DEVICES_JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx1g",
                    "-Djava.awt.headless=true");

    /**
     * What one round came to.
     *
     * @param millis of each that succeeded, in order
     * @param failures what the others answered
     * @param serverCpuSeconds what it cost the server, and {@code devicesCpuSeconds} the devices
     */
    private record Round(
            int devices,
            List<Double> millis,
            List<String> failures,
            double serverCpuSeconds,
            double devicesCpuSeconds) {

        double quantile(double share) {
            if (millis.isEmpty()) {
                return Double.NaN;
            }
            return millis.get(Math.min(millis.size() - 1, (int) (share * millis.size())));
        }

        double serverCpuMillisEach() {
            return 1_000 * serverCpuSeconds / devices;
        }

        double devicesCpuMillisEach() {
            return 1_000 * devicesCpuSeconds / devices;
        }

        double successPercent() {
            return 100.0 * millis.size() / devices;
        }
    }

    private record Attempt(double millis, int status, String body) {}

    @Override
    public String name() {
        return "onboarding";
    }

    @Override
    public String summary() {
        return "address and password → registered camera, 10 and 200 devices at once";
    }

    @Override
    public String optionsHelp() {
        return "--devices 200   how many at once in the large round";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("devices");
        int many = options.number("devices", MANY);
        int all = WARM_UP + FEW * FEW_ROUNDS + many;
        Path work = Files.createTempDirectory("sightline-onboarding");
        try (ChildProcess farm =
                ChildProcess.startJava(
                        "devices",
                        DEVICES_JVM,
                        DevicesMain.class.getName(),
                        List.of(Integer.toString(all)),
                        work.resolve("devices.out"))) {
            progress.step("starting " + all + " devices");
            farm.awaitLine("ready", START_LIMIT);
            List<String> addresses =
                    farm.output()
                            .lines()
                            .filter(line -> line.startsWith("device "))
                            .map(line -> line.substring("device ".length()))
                            .toList();
            try (ServerProcess server = ServerProcess.start(work.resolve("data"), List.of())) {
                return measure(new Parties(server, farm), addresses, many, progress);
            }
        } finally {
            DirectoryTree.delete(work);
        }
    }

    /** Who takes part. */
    private record Parties(ServerProcess server, ChildProcess farm) {}

    private static Outcome measure(
            Parties parties, List<String> addresses, int many, Progress progress) throws Exception {
        int next = 0;
        progress.step("warming up with " + WARM_UP);
        for (; next < WARM_UP; next += WARM_UP_AT_ONCE) {
            round(parties, addresses.subList(next, next + WARM_UP_AT_ONCE));
        }
        List<Round> few = new ArrayList<>();
        for (int i = 0; i < FEW_ROUNDS; i++, next += FEW) {
            progress.step(FEW + " at once, round " + (i + 1) + " of " + FEW_ROUNDS);
            few.add(round(parties, addresses.subList(next, next + FEW)));
        }
        progress.step(many + " at once");
        Round large = round(parties, addresses.subList(next, next + many));
        large.failures().stream().distinct().limit(5).forEach(progress::step);
        return outcome(together(few), large);
    }

    private static Round round(Parties parties, List<String> addresses) throws Exception {
        ServerProcess server = parties.server();
        double serverBefore = ProcessUsage.cpuSeconds(server.pid());
        double farmBefore = ProcessUsage.cpuSeconds(parties.farm().pid());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Attempt>> tasks =
                    addresses.stream()
                            .map(address -> (Callable<Attempt>) () -> onboard(server, address))
                            .toList();
            List<Attempt> attempts = new ArrayList<>();
            for (Future<Attempt> one : threads.invokeAll(tasks)) {
                attempts.add(one.get());
            }
            return new Round(
                    addresses.size(),
                    attempts.stream()
                            .filter(attempt -> attempt.status() == 201)
                            .map(Attempt::millis)
                            .sorted()
                            .toList(),
                    attempts.stream()
                            .filter(attempt -> attempt.status() != 201)
                            .map(Attempt::body)
                            .toList(),
                    ProcessUsage.cpuSeconds(server.pid()) - serverBefore,
                    ProcessUsage.cpuSeconds(parties.farm().pid()) - farmBefore);
        }
    }

    private static Attempt onboard(ServerProcess server, String address)
            throws IOException, InterruptedException {
        String body =
                JSON.writeValueAsString(
                        java.util.Map.of(
                                "address",
                                address,
                                "username",
                                DevicesMain.USER,
                                "password",
                                DevicesMain.PASSWORD,
                                "record",
                                false));
        long begun = System.nanoTime();
        HttpResponse<String> reply = server.post("/api/v1/cameras/onboard", body);
        return new Attempt((System.nanoTime() - begun) / 1e6, reply.statusCode(), reply.body());
    }

    private static Round together(List<Round> rounds) {
        return new Round(
                rounds.stream().mapToInt(Round::devices).sum(),
                rounds.stream().map(Round::millis).flatMap(List::stream).sorted().toList(),
                rounds.stream().map(Round::failures).flatMap(List::stream).toList(),
                rounds.stream().mapToDouble(Round::serverCpuSeconds).sum(),
                rounds.stream().mapToDouble(Round::devicesCpuSeconds).sum());
    }

    private static Outcome outcome(Round few, Round many) {
        Table table =
                new Table(
                        "at once",
                        "devices",
                        "success, %",
                        "P50 ms",
                        "P99 ms",
                        "max ms",
                        "CPU each: server, ms",
                        "device, ms");
        row(table, "10", few);
        row(table, Integer.toString(many.devices()), many);
        table.row("200 (S4's own figure)", 200, 94.8, "—", 4_800, "—", "—", "—");
        return new Outcome(
                List.of(table),
                List.of(
                        Figure.atLeast("fewSuccessPercent", few.successPercent(), 100, 100),
                        Figure.atMost("fewP50Millis", few.quantile(0.5), 700, 500),
                        Figure.atMost("fewP99Millis", few.quantile(0.99), 1_200, 900),
                        Figure.atLeast("manySuccessPercent", many.successPercent(), 100, 100),
                        Figure.atMost("manyP50Millis", many.quantile(0.5), 1_000, 700),
                        Figure.atMost("manyP99Millis", many.quantile(0.99), 2_000, 1_500)));
    }

    private static void row(Table table, String name, Round round) {
        table.row(
                name,
                round.devices(),
                round.successPercent(),
                round.quantile(0.5),
                round.quantile(0.99),
                round.quantile(1),
                round.serverCpuMillisEach(),
                round.devicesCpuMillisEach());
    }
}
