package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route of the API with every role, against a table: a new route without a row fails. {@code
 * -Drole-table.write=true} writes the table anew; look at the difference, it says who may what.
 *
 * <p>{@code yes}: the route is theirs to use; {@code no}: refused before it is asked; {@code
 * hidden}: a camera or stream that is there is answered as if it was not.
 */
class RoleTableTest {

    private static final Path DESCRIPTION =
            Path.of("src/main/resources/META-INF/resources/api/v1/openapi.json");
    private static final Path TABLE = Path.of("src/test/resources/role-table.csv");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Others of these statuses, such as {@code login-failed}, are answers of the route itself. */
    private static final Set<String> REFUSALS = Set.of("unauthenticated", "forbidden", "csrf");

    /** Other things that are not there are told to those who may see the camera. */
    private static final Set<String> NOT_SEEN = Set.of("camera-not-found", "stream-not-found");

    private static final String HEADING =
            "method,path,anonymous,user,creator,moderator,administrator";

    /** What the description does not hold: media, metrics, the page. */
    private static final List<Route> OTHERS =
            List.of(
                    new Route("GET", "/", ""),
                    new Route("GET", "/index.html", ""),
                    new Route("GET", "/api/v1/openapi.json", ""),
                    new Route("GET", "/live/{stream}/index.m3u8", ""),
                    new Route("GET", "/live/{stream}/media.m3u8", ""),
                    new Route("GET", "/live/{stream}/mse", ""),
                    new Route("GET", "/live/{stream}/s1.m4s", ""),
                    new Route("GET", "/live/{stream}/snapshot.jpg", ""),
                    new Route("GET", "/metrics", ""),
                    new Route("GET", "/vod/{stream}/clip.mp4", ""),
                    new Route("GET", "/vod/{stream}/index.m3u8", ""),
                    new Route("GET", "/vod/{stream}/snapshot.jpg", ""),
                    new Route("GET", "/vod/{stream}/20260301T120000000/init.mp4", ""));

    /**
     * A method on a path.
     *
     * @param query that it can't do without
     */
    private record Route(String method, String path, String query) {}

    @TempDir Path data;

    @Test
    void everyRouteIsForWhomTheTableSays() throws IOException {
        try (TestServer server = TestServer.start(data, "--stream.start-timeout=1s")) {
            Answer camera = server.addCamera("Gate", "rtsp://127.0.0.1:9/gate", false);
            String cameraId = camera.text("id");
            String stream = camera.json().at("/streams/0/name").asString();
            List<String> actual = new ArrayList<>(List.of(HEADING));
            for (Route route : routes()) {
                String path = filledIn(route, cameraId, stream);
                StringBuilder row = new StringBuilder(route.method() + "," + route.path());
                for (Supplier<TestServer> caller : callers(server).values()) {
                    row.append(',').append(outcome(caller.get(), route, path));
                }
                actual.add(row.toString());
            }
            if (Boolean.getBoolean("role-table.write")) {
                Files.write(TABLE, actual);
            }
            assertThat(String.join("\n", actual))
                    .as("run this test with -Drole-table.write=true and look at the difference")
                    .isEqualTo(String.join("\n", Files.readAllLines(TABLE)));
        }
    }

    /** A log-in of its own for each request: some of the routes end it. */
    private static Map<String, Supplier<TestServer>> callers(TestServer server) {
        Map<String, Supplier<TestServer>> callers = new LinkedHashMap<>();
        callers.put("anonymous", server::asNobody);
        for (Role role : Role.values()) {
            callers.put(role.word(), () -> server.as("role-" + role.word(), role));
        }
        return callers;
    }

    private static String outcome(TestServer caller, Route route, String path) {
        Answer answer =
                route.method().equals("GET") || route.method().equals("DELETE")
                        ? caller.send(route.method(), path, "")
                        : caller.send(route.method(), path, "{}");
        boolean named = path.contains("cam_") || route.path().contains("/cameras/{id}");
        return switch (answer.status()) {
            case 401, 403 -> REFUSALS.contains(answer.problem()) ? "no" : "yes";
            case 404 ->
                    route.method().equals("GET") && named && NOT_SEEN.contains(answer.problem())
                            ? "hidden"
                            : "yes";
            default -> "yes";
        };
    }

    private static List<Route> routes() throws IOException {
        List<Route> routes = new ArrayList<>();
        JsonNode paths = new JsonMapper().readTree(Files.readString(DESCRIPTION)).path("paths");
        paths.forEachEntry(
                (path, operations) ->
                        operations.forEachEntry(
                                (method, operation) -> {
                                    if (METHODS.contains(method)) {
                                        routes.add(
                                                new Route(
                                                        method.toUpperCase(Locale.ROOT),
                                                        path,
                                                        query(operation)));
                                    }
                                }));
        routes.addAll(OTHERS);
        routes.sort(java.util.Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    private static String query(JsonNode operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean()) {
                String name = parameter.path("name").asString();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(name.equals("stream") ? "~s" : "x");
            }
        }
        return query.toString();
    }

    /** What is read is there; what would be changed is not, so that nothing is. */
    private static String filledIn(Route route, String cameraId, String stream) {
        String path = route.path();
        if (route.method().equals("GET")) {
            path =
                    path.replace("/cameras/{id}", "/cameras/" + cameraId)
                            .replace("/streams/{name}", "/streams/" + stream)
                            .replace("{stream}", stream);
        }
        return path.replaceAll("\\{[^}]*}", "none") + route.query().replace("~s", stream);
    }
}
