package io.sightline.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A farm of simulated cameras as a process of its own, so that its cost is nobody else's. */
public final class FarmProcess implements AutoCloseable {

    private static final String MAIN_CLASS = "io.sightline.simulator.SimulatorMain";
    private static final String CONTROL = "control ";

    /** Clips may have to be encoded first. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final ChildProcess child;
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * A camera as the farm knows it.
     *
     * @param framesSent video frames given to the network since the farm began
     * @param framesDropped left out because the receiver was too slow
     */
    public record FarmCamera(int index, long framesSent, long framesDropped, String url) {}

    private FarmProcess(ChildProcess child, URI control) {
        this.child = child;
        this.control = control;
    }

    /** Full HD H.264 at 4 Mbit/s and 25 frames a second from each camera, on a free port. */
    public static FarmProcess start(int cameras, Path output)
            throws IOException, InterruptedException {
        ChildProcess child =
                ChildProcess.startJava(
                        "camera farm",
                        List.of("-XX:+UseSerialGC", "-Xmx512m", "-Djava.awt.headless=true"),
                        MAIN_CLASS,
                        List.of("farm", "--cameras", Integer.toString(cameras), "--port", "0"),
                        output);
        try {
            String line = child.awaitLine(CONTROL, START_LIMIT);
            return new FarmProcess(child, URI.create(line.substring(CONTROL.length())));
        } catch (IOException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    public List<FarmCamera> cameras() throws IOException, InterruptedException {
        List<FarmCamera> cameras = new ArrayList<>();
        for (String line : send(HttpRequest.newBuilder(control).build()).split("\\R")) {
            String[] fields = line.split(" ");
            cameras.add(
                    new FarmCamera(
                            Integer.parseInt(fields[0]),
                            Long.parseLong(fields[1]),
                            Long.parseLong(fields[2]),
                            fields[3]));
        }
        return cameras;
    }

    /** What {@code FarmControl} understands: {@code stall}, {@code heal}, {@code close}, … */
    public void inflictAll(String fault) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(URI.create(control + "/all/" + fault))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IOException("the farm says: " + reply.body());
        }
        return reply.body();
    }

    public double cpuSeconds() throws IOException {
        return ProcessUsage.cpuSeconds(child.pid());
    }

    @Override
    public void close() {
        http.close();
        child.close();
    }
}
