package io.sightline.bench.live;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.ChildProcess;
import io.sightline.bench.process.DirectoryTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Segments, parts and playlists by our media handler and by nginx from static files with the same
 * bytes, over keep-alive connections. Compared is what a second of the server's processor time
 * delivers, with the server on a core of its own; a second table shows whether it was this core
 * that limited, or the client.
 *
 * <p>Segments are taken by a client that discards them, {@link Discarding} says why; as information
 * also by wrk, as everything else is.
 */
public final class LiveBenchmark implements Benchmark {

    /** 200 ms parts of 60 kB, two-second segments of 600 kB. */
    private static final int BYTES_PER_SECOND = 300_000;

    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 6;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int SEGMENTS = 7;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int LEAST_WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 6;
    private static final double WARM_GAIN = 1.03;
    private static final Pattern PART = Pattern.compile("URI=\"(p\\d+-\\d+\\.m4s)\"");

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
                --rounds 6         alternating rounds of each item
                --seconds 3        length of a round
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
                                List.of(
                                        "-Xmx512m",
                                        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"),
                                MediaServerMain.class.getName(),
                                List.of(work.toString(), Integer.toString(BYTES_PER_SECOND)),
                                work.resolve("server.out"));
                Nginx nginx = Nginx.start(work, root);
                ScheduledExecutorService viewer = Executors.newSingleThreadScheduledExecutor()) {
            String line = server.awaitLine("listening ", START_LIMIT);
            URI base = URI.create("http://127.0.0.1:" + line.substring("listening ".length()));
            Cores.pinServer(server.pid());
            Cores.pinServer(nginx.pid());
            List<Item> items = items(base, nginx, root);
            // Somebody watches all the time: an output without requests is closed.
            ScheduledFuture<?> watching =
                    viewer.scheduleAtFixedRate(() -> watch(base), 2, 2, TimeUnit.SECONDS);
            measure(items, server.pid(), nginx.pid(), connections, rounds, round, progress);
            watching.cancel(false);
            return outcome(items);
        } finally {
            DirectoryTree.delete(work);
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
        Client wrk = new Wrk();
        Client discarding = new Discarding();
        URI recordedSegment = recorded.resolve(segment(recordedText));
        return List.of(
                item("segment", discarding, recordedSegment, nginx, root),
                item("part", wrk, memory.resolve(part(memoryText)), nginx, root),
                item("playlist", wrk, playlist, nginx, root),
                item(
                        "segmentInMemory",
                        discarding,
                        memory.resolve(segment(memoryText)),
                        nginx,
                        root),
                item("partInFile", wrk, recorded.resolve(part(recordedText)), nginx, root),
                item("segmentByWrk", wrk, recordedSegment, nginx, root));
    }

    private Item item(String name, Client client, URI ours, Nginx nginx, Path root)
            throws IOException, InterruptedException {
        String file = name + (name.equals("playlist") ? ".m3u8" : ".m4s");
        Files.write(root.resolve(file), get(ours));
        return new Item(name, client, ours, nginx.url(file));
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
        Set<URI> warm = new HashSet<>();
        for (Item item : items) {
            if (warm.add(item.ours)) {
                warmUp(item, connections, serverPid, progress);
            }
        }
        for (int i = 1; i <= rounds; i++) {
            progress.step("round " + i + " of " + rounds);
            for (Item item : items) {
                // Who goes first changes: what the machine does besides falls on both.
                boolean oursFirst = i % 2 == 1;
                for (boolean ours : List.of(oursFirst, !oursFirst)) {
                    URI url = ours ? item.ours : item.peer;
                    long pid = ours ? serverPid : nginxPid;
                    (ours ? item.ourRounds : item.peerRounds)
                            .add(item.client.run(url, connections, round, pid));
                }
            }
        }
    }

    /** Until the compiler is done with it: until a round is hardly better than the one before. */
    private static void warmUp(Item item, int connections, long serverPid, Progress progress)
            throws IOException, InterruptedException {
        double before = 0;
        for (int i = 1; i <= MOST_WARM_UPS; i++) {
            Round round = item.client.run(item.ours, connections, WARM_UP, serverPid);
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
        Table limits =
                new Table(
                        "who waits for whom",
                        "ours, per second",
                        "nginx, per second",
                        "our core, %",
                        "its client, %",
                        "nginx's core, %",
                        "its client, %");
        for (Item item : items) {
            table.row(
                    item.name,
                    item.ours(Round::bytesPerCpuSecond) / 1e6,
                    item.peer(Round::bytesPerCpuSecond) / 1e6,
                    item.ours(Round::requestsPerCpuSecond),
                    item.peer(Round::requestsPerCpuSecond),
                    item.ratio());
            limits.row(
                    item.name,
                    item.ours(Round::requestsPerSecond),
                    item.peer(Round::requestsPerSecond),
                    item.ours(Round::serverCorePercent),
                    item.ours(Round::clientPercent),
                    item.peer(Round::serverCorePercent),
                    item.peer(Round::clientPercent));
        }
        return new Outcome(
                List.of(table, limits),
                List.of(
                        Figure.atLeast("segmentRatio", items.get(0).ratio(), 0.8, 1.2),
                        Figure.atLeast("partRatio", items.get(1).ratio(), 0.6, 0.8),
                        Figure.atLeast("playlistRatio", items.get(2).ratio(), 0.8, 1.1),
                        Figure.of("segmentInMemoryRatio", items.get(3).ratio()),
                        Figure.of("partInFileRatio", items.get(4).ratio()),
                        Figure.of("segmentByWrkRatio", items.get(5).ratio())));
    }
}
