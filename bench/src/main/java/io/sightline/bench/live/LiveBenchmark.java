package io.sightline.bench.live;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Segments, parts and playlists by our media handler and by nginx from static files with the same
 * bytes, over keep-alive connections. Compared is what a second of the server's processor time
 * delivers.
 */
public final class LiveBenchmark implements Benchmark {

    /** 200 ms parts of 60 kB, two-second segments of 600 kB. */
    private static final int BYTES_PER_SECOND = 300_000;

    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 7;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int SEGMENTS = 7;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int LEAST_WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 10;
    private static final double WARM_GAIN = 1.03;
    private static final Pattern PART = Pattern.compile("URI=\"(p\\d+-\\d+\\.m4s)\"");

    /** One thing to fetch, from us and as a file from nginx. */
    private static final class Item {
        final String name;
        final URI ours;
        final URI peer;
        final List<Wrk.Round> oursRounds = new ArrayList<>();
        final List<Wrk.Round> peerRounds = new ArrayList<>();

        Item(String name, URI ours, URI peer) {
            this.name = name;
            this.ours = ours;
            this.peer = peer;
        }

        /** Median over the rounds of ours against the peer's round next to it. */
        double ratio(ToDoubleFunction<Wrk.Round> figure) {
            double[] ratios = new double[oursRounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] =
                        figure.applyAsDouble(oursRounds.get(i))
                                / figure.applyAsDouble(peerRounds.get(i));
            }
            return median(ratios);
        }

        static double median(double[] values) {
            double[] sorted = values.clone();
            java.util.Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1
                    ? sorted[middle]
                    : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String summary() {
        return "HLS segments, parts and playlists per server core, beside nginx";
    }

    @Override
    public String optionsHelp() {
        return """
                --rounds 7         alternating rounds of each item
                --seconds 4        length of a round
                --connections 50   keep-alive clients""";
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("rounds", "seconds", "connections");
        int rounds = options.number("rounds", ROUNDS);
        Duration round = options.seconds("seconds", ROUND);
        int connections = options.number("connections", CONNECTIONS);
        Path work = Files.createTempDirectory("sightline-bench-live");
        Path root = Files.createDirectories(work.resolve("www"));
        try (ChildProcess server =
                        ChildProcess.startJava(
                                "server",
                                List.of("-Xmx512m"),
                                MediaServerMain.class.getName(),
                                List.of(work.toString(), Integer.toString(BYTES_PER_SECOND)),
                                work.resolve("server.out"));
                Nginx nginx = Nginx.start(work, root);
                ScheduledExecutorService viewer = Executors.newSingleThreadScheduledExecutor()) {
            String line = server.awaitLine("listening ", START_LIMIT);
            URI base = URI.create("http://127.0.0.1:" + line.substring("listening ".length()));
            pin(server.pid());
            pin(nginx.pid());
            List<Item> items = items(base, nginx, root);
            // Somebody watches all the time: an output without requests is closed.
            ScheduledFuture<?> watching =
                    viewer.scheduleAtFixedRate(() -> watch(base), 2, 2, TimeUnit.SECONDS);
            measure(items, server.pid(), nginx.pid(), connections, rounds, round, progress);
            watching.cancel(false);
            return outcome(items);
        } finally {
            delete(work);
        }
    }

    /**
     * Keeps a server to the first processor and the client off it: what is compared is one core's
     * work, and neither shares its caches with the client.
     */
    private static void pin(long pid) throws IOException, InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return;
        }
        Process taskset =
                new ProcessBuilder("taskset", "-a", "-c", "-p", "0", Long.toString(pid))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectErrorStream(true)
                        .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset could not pin process " + pid);
        }
    }

    private void watch(URI base) {
        try {
            get(base.resolve("/live/recorded/media.m3u8"));
            get(base.resolve("/live/memory/media.m3u8"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the playlists are gone", e);
        }
    }

    /** Takes each item from us once and gives nginx the same bytes as a file. */
    private List<Item> items(URI base, Nginx nginx, Path root)
            throws IOException, InterruptedException {
        URI recorded = base.resolve("/live/recorded/");
        URI memory = base.resolve("/live/memory/");
        URI playlist = memory.resolve("media.m3u8");
        String recordedText = wholePlaylist(recorded.resolve("media.m3u8"));
        String memoryText = wholePlaylist(playlist);
        return List.of(
                item("segment", recorded.resolve(segment(recordedText)), nginx, root),
                item("part", memory.resolve(part(memoryText)), nginx, root),
                item("playlist", playlist, nginx, root),
                item("segmentInMemory", memory.resolve(segment(memoryText)), nginx, root),
                item("partInFile", recorded.resolve(part(recordedText)), nginx, root));
    }

    private Item item(String name, URI ours, Nginx nginx, Path root)
            throws IOException, InterruptedException {
        String file = name + (name.equals("playlist") ? ".m3u8" : ".m4s");
        Files.write(root.resolve(file), get(ours));
        return new Item(name, ours, nginx.url(file));
    }

    /** The playlist once the camera has delivered all it will. */
    private String wholePlaylist(URI url) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            String text = new String(get(url), StandardCharsets.UTF_8);
            if (text.lines().filter(line -> line.startsWith("#EXTINF")).count() >= SEGMENTS) {
                return text;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the stream does not begin:\n" + text);
            }
            Thread.sleep(50);
        }
    }

    private static String segment(String playlist) {
        return playlist.lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static String part(String playlist) {
        Matcher parts = PART.matcher(playlist);
        if (!parts.find()) {
            throw new IllegalStateException("no part is listed:\n" + playlist);
        }
        return parts.group(1);
    }

    private byte[] get(URI url) throws IOException, InterruptedException {
        HttpResponse<byte[]> reply =
                http.send(
                        HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != 200) {
            throw new IOException(url + " answers " + reply.statusCode());
        }
        return reply.body();
    }

    private static void measure(
            List<Item> items,
            long serverPid,
            long nginxPid,
            int connections,
            int rounds,
            Duration round,
            Progress progress)
            throws IOException, InterruptedException {
        for (Item item : items) {
            warmUp(item, connections, serverPid, progress);
        }
        for (int i = 1; i <= rounds; i++) {
            progress.step("round " + i + " of " + rounds);
            for (Item item : items) {
                // Who goes first changes: what the machine does besides falls on both.
                if (i % 2 == 1) {
                    item.oursRounds.add(Wrk.run(item.ours, connections, round, serverPid));
                    item.peerRounds.add(Wrk.run(item.peer, connections, round, nginxPid));
                } else {
                    item.peerRounds.add(Wrk.run(item.peer, connections, round, nginxPid));
                    item.oursRounds.add(Wrk.run(item.ours, connections, round, serverPid));
                }
            }
        }
    }

    /** Until the compiler is done with it: until a round is hardly better than the one before. */
    private static void warmUp(Item item, int connections, long serverPid, Progress progress)
            throws IOException, InterruptedException {
        double before = 0;
        for (int i = 1; i <= MOST_WARM_UPS; i++) {
            Wrk.Round round = Wrk.run(item.ours, connections, WARM_UP, serverPid);
            double now = round.requestsPerCpuSecond();
            progress.step(
                    "warming up: %s, %.0f requests per second of processor time"
                            .formatted(item.name, now));
            if (now < before * WARM_GAIN && i >= LEAST_WARM_UPS) {
                return;
            }
            before = Math.max(before, now);
        }
    }

    private static Outcome outcome(List<Item> items) {
        Table table =
                new Table(
                        "per second of the server's processor time",
                        "ours, MB",
                        "nginx, MB",
                        "ours, requests",
                        "nginx, requests",
                        "ratio");
        for (Item item : items) {
            table.row(
                    item.name,
                    median(item.oursRounds, Wrk.Round::bytesPerCpuSecond) / 1e6,
                    median(item.peerRounds, Wrk.Round::bytesPerCpuSecond) / 1e6,
                    median(item.oursRounds, Wrk.Round::requestsPerCpuSecond),
                    median(item.peerRounds, Wrk.Round::requestsPerCpuSecond),
                    item.ratio(Wrk.Round::requestsPerCpuSecond));
        }
        return new Outcome(
                List.of(table),
                List.of(
                        Figure.atLeast("segmentRatio", ratio(items, 0), 0.8, 1.2),
                        Figure.atLeast("partRatio", ratio(items, 1), 0.6, 0.8),
                        Figure.atLeast("playlistRatio", ratio(items, 2), 0.8, 1.1),
                        Figure.of("segmentInMemoryRatio", ratio(items, 3)),
                        Figure.of("partInFileRatio", ratio(items, 4))));
    }

    private static double ratio(List<Item> items, int index) {
        return items.get(index).ratio(Wrk.Round::requestsPerCpuSecond);
    }

    private static double median(List<Wrk.Round> rounds, ToDoubleFunction<Wrk.Round> figure) {
        return Item.median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
