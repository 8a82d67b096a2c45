package io.sightline.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sightline.simulator.camera.Fault;
import io.sightline.simulator.camera.Fault.Quirk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A farm's remote control, for when it is a process of its own. Plain text over HTTP:
 *
 * <ul>
 *   <li>{@code GET /cameras}: a line {@code index framesSent framesDropped url} each;
 *   <li>{@code GET /cameras/I/frames/N}: when the frame with bar code N was last sent, microseconds
 *       since the epoch, 0 if never;
 *   <li>{@code POST /cameras/I/FAULT?value=V}, with {@code all} for every camera: {@code heal},
 *       {@code drop} (share), {@code stall}, {@code close}, {@code lose-audio}, {@code
 *       jump-timestamps} and {@code jump-wall-clock} (milliseconds), {@code switch-clip}, {@code
 *       answer} (status), {@code quirk} (name), {@code refuse} (true or false, always all).
 * </ul>
 */
public final class FarmControl implements AutoCloseable {

    private static final String ALL = "all";

    private final CameraFarm farm;
    private final HttpServer http;

    private FarmControl(CameraFarm farm, HttpServer http) {
        this.farm = farm;
        this.http = http;
    }

    /** Listens on loopback; port 0 for a free one. */
    public static FarmControl start(CameraFarm farm, int port) throws IOException {
        HttpServer http =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        FarmControl control = new FarmControl(farm, http);
        http.createContext("/cameras", control::handle);
        http.start();
        return control;
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String reply;
            int status = 200;
            try {
                reply = answer(exchange);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                status = 400;
                reply = String.valueOf(e.getMessage()) + "\n";
            }
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
        boolean post = exchange.getRequestMethod().equals("POST");
        if (path.length == 1 && !post) {
            return IntStream.range(0, farm.size())
                    .mapToObj(this::line)
                    .collect(Collectors.joining());
        }
        if (path.length == 4 && path[2].equals("frames") && !post) {
            int camera = Integer.parseInt(path[1]);
            return farm.sentMicros(camera, Integer.parseInt(path[3])).orElse(0) + "\n";
        }
        if (path.length == 3 && post) {
            inflict(path[1], path[2], query(exchange).getOrDefault("value", ""));
            return "done\n";
        }
        throw new IllegalArgumentException("no such thing: " + exchange.getRequestURI());
    }

    private String line(int index) {
        return "%d %d %d %s%n"
                .formatted(
                        index,
                        farm.framesSent(index),
                        farm.camera(index).framesDropped(),
                        farm.url(index));
    }

    private void inflict(String camera, String name, String value) throws IOException {
        if (name.equals("refuse")) {
            farm.refuseConnections(Boolean.parseBoolean(value));
        } else if (camera.equals(ALL)) {
            farm.inflictAll(fault(name, value));
        } else {
            farm.camera(Integer.parseInt(camera)).inflict(fault(name, value));
        }
    }

    private static Fault fault(String name, String value) {
        return switch (name) {
            case "heal" -> new Fault.Heal();
            case "drop" -> new Fault.DropPackets(Double.parseDouble(value));
            case "stall" -> new Fault.Stall();
            case "close" -> new Fault.Close();
            case "lose-audio" -> new Fault.LoseAudio();
            case "jump-timestamps" ->
                    new Fault.JumpTimestamps(Duration.ofMillis(Long.parseLong(value)));
            case "jump-wall-clock" ->
                    new Fault.JumpWallClock(Duration.ofMillis(Long.parseLong(value)));
            case "switch-clip" -> new Fault.SwitchClip();
            case "answer" -> new Fault.AnswerStatus(Integer.parseInt(value));
            case "quirk" ->
                    new Fault.WrongAnswers(
                            Quirk.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_')));
            default -> throw new IllegalArgumentException("no such fault: " + name);
        };
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, _) -> a));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
