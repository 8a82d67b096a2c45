package io.sightline.bench.auth;

import io.sightline.bench.process.ServerProcess;
import io.sightline.media.thread.ThreadScheduling;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Log-ins over HTTP, as the page makes them. Who logs in has a machine of his own: these threads
 * yield to the server.
 */
final class LogIns implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final ExecutorService people =
            Executors.newCachedThreadPool(
                    ThreadScheduling.yielding(Thread.ofPlatform().name("log-in-", 0).factory()));

    LogIns(ServerProcess server) {
        this.server = server;
    }

    /** One after the other, and how long each took. */
    List<Double> oneByOne(int count) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            logIn().join();
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis;
    }

    /** All at once; completes when the last one is in. */
    CompletableFuture<Void> atOnce(int count) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(logIn());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> logIn() {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        requireIn();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                people);
    }

    private void requireIn() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection)
                        server.base().resolve("/api/v1/auth/login").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setReadTimeout(Math.toIntExact(LIMIT.toMillis()));
        connection.setDoOutput(true);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(
                    ("{\"username\":\"admin\",\"password\":\""
                                    + ServerProcess.ADMIN_PASSWORD
                                    + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("a log-in was refused: " + connection.getResponseCode());
        }
        try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
        }
    }

    @Override
    public void close() {
        people.close();
    }
}
