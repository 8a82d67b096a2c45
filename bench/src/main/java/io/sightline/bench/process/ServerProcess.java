package io.sightline.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our server as a process of its own, as {@code ./sightline run} starts it, on loopback and a free
 * port, with its data under a directory of its own.
 */
public final class ServerProcess implements AutoCloseable {

    /** Of the account {@code admin}, which is there from the first start. */
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    private static final String MAIN_CLASS = "io.sightline.server.SightlineServer";
    private static final String READY = "Sightline is ready at ";

    /** Chosen by the server: one that was looked for here may be taken when the server is there. */
    private static final String ANY_PORT = "0";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private static final JsonMapper JSON = new JsonMapper();

    private final ChildProcess child;
    private final URI base;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(ChildProcess child, URI base, Path data) {
        this.child = child;
        this.base = base;
        this.data = data;
    }

    /**
     * Starts it and waits for its first answer. Flags and class path are the launcher's ({@code
     * sightline.server.flags}, {@code sightline.server.classpath}), or else this JVM's class path.
     *
     * @param jvmOptions beside the launcher's
     */
    public static ServerProcess start(Path data, List<String> jvmOptions)
            throws IOException, InterruptedException {
        return start(data, jvmOptions, Map.of("SIGHTLINE_ADMIN_PASSWORD", ADMIN_PASSWORD));
    }

    /**
     * As it comes, without an account: {@link #setUpLink} makes the first.
     *
     * @param settings {@code --KEY=VALUE}
     */
    public static ServerProcess startNew(Path data, String... settings)
            throws IOException, InterruptedException {
        return start(data, List.of(), Map.of(), settings);
    }

    private static ServerProcess start(
            Path data, List<String> jvmOptions, Map<String, String> environment, String... settings)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        List<String> flags = new ArrayList<>();
        Arrays.stream(System.getProperty("sightline.server.flags", "").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(flags::add);
        flags.addAll(jvmOptions);
        List<String> arguments =
                new ArrayList<>(List.of("--data", data.toString(), "--port", ANY_PORT));
        arguments.addAll(List.of(settings));
        ChildProcess child =
                ChildProcess.startJava(
                        "server",
                        flags,
                        System.getProperty(
                                "sightline.server.classpath",
                                System.getProperty("java.class.path")),
                        MAIN_CLASS,
                        arguments,
                        environment,
                        data.resolve("server.out"));
        try {
            String ready = child.awaitLine(READY, START_LIMIT);
            URI base = URI.create(ready.substring(READY.length()));
            ServerProcess server = new ServerProcess(child, base, data);
            server.awaitFirstAnswer();
            return server;
        } catch (IOException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    private void awaitFirstAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            child.requireAlive();
            try {
                if (get("/api/v1/health/live").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("no answer:\n" + child.output(), e);
                }
            }
            Thread.sleep(50);
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + key());
    }

    /** The launcher's key, which the server makes when it starts. */
    public String key() throws IOException {
        Path file = data.resolve("cli.key");
        return Files.exists(file) ? Files.readString(file).strip() : "none";
    }

    /** What a new server prints: where its first administrator is made, once. */
    public URI setUpLink() throws IOException, InterruptedException {
        return URI.create(child.awaitLine(base + "/setup#", START_LIMIT));
    }

    /** Sends JSON and answers the reply, whatever its status. */
    public HttpResponse<String> post(String path, String json)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Adds a camera and begins to record it.
     *
     * @return the name of its main stream
     */
    public String addCamera(String name, String url) throws IOException, InterruptedException {
        HttpResponse<String> reply =
                post(
                        "/api/v1/cameras",
                        "{\"name\":\"%s\",\"url\":\"%s\",\"record\":true}".formatted(name, url));
        if (reply.statusCode() != 201) {
            throw new IOException("adding camera " + name + ": " + reply.body());
        }
        return JSON.readTree(reply.body()).at("/streams/0/name").asString();
    }

    public URI base() {
        return base;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return child.pid();
    }

    public ProcessUsage usage() throws IOException {
        return child.usage();
    }

    public ChildProcess process() {
        return child;
    }

    @Override
    public void close() {
        http.close();
        child.close();
    }
}
