package io.sightline.bench.playback;

import io.sightline.bench.playback.LargeArchive.Moment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A player that seeks: over one connection that stays open, one request after the other. */
final class Seeker implements AutoCloseable {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final URI server;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** How long each step took. */
    record Times(double playlistMillis, double initMillis, double mediaMillis) {
        double totalMillis() {
            return playlistMillis + initMillis + mediaMillis;
        }
    }

    /**
     * @param key lets it in
     */
    Seeker(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    Times seek(Moment moment) throws IOException, InterruptedException {
        URI playlist =
                server.resolve(
                        "/vod/%s/index.m3u8?from=%s&to=%s"
                                .formatted(
                                        moment.stream(),
                                        moment.time(),
                                        moment.time().plus(WINDOW)));
        long start = System.nanoTime();
        String text = new String(get(playlist, true), StandardCharsets.UTF_8);
        long playlistNanos = System.nanoTime() - start;
        String init =
                text.lines()
                        .filter(line -> line.startsWith("#EXT-X-MAP"))
                        .findFirst()
                        .orElseThrow();
        String media = text.lines().filter(line -> line.endsWith(".m4s")).findFirst().orElseThrow();
        start = System.nanoTime();
        get(playlist.resolve(init.split("\"")[1]), true);
        long initNanos = System.nanoTime() - start;
        start = System.nanoTime();
        byte[] first = get(playlist.resolve(media), false);
        long mediaNanos = System.nanoTime() - start;
        if (first.length == 0) {
            throw new IOException("no media at " + moment);
        }
        return new Times(playlistNanos / 1e6, initNanos / 1e6, mediaNanos / 1e6);
    }

    /** All of an answer, or its first byte; the rest is then read without being counted. */
    private byte[] get(URI uri, boolean whole) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException(
                        "%s answers %d: %s"
                                .formatted(
                                        uri,
                                        answer.statusCode(),
                                        new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
            return whole ? body.readAllBytes() : body.readNBytes(1);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
