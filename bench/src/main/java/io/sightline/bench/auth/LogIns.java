package io.sightline.bench.auth;

import io.sightline.bench.process.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Log-ins over HTTP, as the page makes them. */
final class LogIns implements AutoCloseable {

    private final ServerProcess server;
    private final HttpClient http = HttpClient.newHttpClient();

    LogIns(ServerProcess server) {
        this.server = server;
    }

    /** One after the other, and how long each took. */
    List<Double> oneByOne(int count) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            requireIn(http.send(request(), HttpResponse.BodyHandlers.ofString()));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis;
    }

    /** All at once; completes when the last one is in. */
    CompletableFuture<Void> atOnce(int count) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(
                    http.sendAsync(request(), HttpResponse.BodyHandlers.ofString())
                            .thenAccept(LogIns::requireIn));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(server.base().resolve("/api/v1/auth/login"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"admin\",\"password\":\""
                                        + ServerProcess.ADMIN_PASSWORD
                                        + "\"}"))
                .build();
    }

    private static void requireIn(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("a log-in was refused: " + answer.body());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
