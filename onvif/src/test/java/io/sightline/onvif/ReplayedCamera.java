package io.sightline.onvif;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers each operation with what a camera once answered. */
final class ReplayedCamera implements AutoCloseable {

    private static final Pattern OPERATION = Pattern.compile("<s:Body><(\\w+):(\\w+)");
    private static final Map<String, String> SERVICES =
            Map.of(
                    "tds", "device", "trt", "media", "tr2", "media2", "tptz", "ptz", "timg",
                    "imaging", "tev", "events", "wsnt", "events");

    private final Path replies;
    private final HttpServer http;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> instead = new HashMap<>();

    private ReplayedCamera(Path replies, HttpServer http) {
        this.replies = replies;
        this.http = http;
    }

    static ReplayedCamera start(Path replies) throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        ReplayedCamera camera = new ReplayedCamera(replies, http);
        http.createContext("/", camera::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return camera;
    }

    int port() {
        return http.getAddress().getPort();
    }

    List<String> asked() {
        return asked;
    }

    /** Takes the reply of another device for an operation. */
    void replay(String operation, String name) {
        instead.put(operation, name);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher operation = OPERATION.matcher(request);
            if (!operation.find()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            String name = operation.group(2);
            asked.add(name);
            Path reply = reply(SERVICES.getOrDefault(operation.group(1), ""), name);
            byte[] body = filled(Files.readString(reply)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/soap+xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Path reply(String service, String operation) {
        String name = instead.getOrDefault(operation, operation);
        Path own = replies.resolve(service + "." + name + ".xml");
        Path shared = replies.resolve(name + ".xml");
        return Files.exists(own)
                ? own
                : Files.exists(shared) ? shared : replies.resolve("Error.xml");
    }

    /** The fixtures are templates where an address or a time is concerned. */
    private String filled(String template) {
        Instant now = Instant.now();
        return template.replace("{{=it.hostname}}", "127.0.0.1")
                .replace("{{=it.port}}", Integer.toString(port()))
                .replace("{{=it.pullPointUrl}}", "/onvif/subscription?Idx=6")
                .replace("{{=new Date().toISOString()}}", now.toString())
                .replace(
                        "{{=new Date(Date.now()+5000).toISOString()}}",
                        now.plusSeconds(5).toString())
                .replaceAll("\\{\\{\\?[^}]*}}", "");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
