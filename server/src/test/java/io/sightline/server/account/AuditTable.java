package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each route that changes something enters in the audit log, as written and as seen. */
final class AuditTable {

    private static final Path TABLE = Path.of("src/test/resources/audit-table.csv");
    private static final Path DESCRIPTION =
            Path.of("src/main/resources/META-INF/resources/api/v1/openapi.json");
    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

    /**
     * A line of the table.
     *
     * @param entered words of {@link io.sightline.server.audit.Action}
     */
    private record Row(Set<String> entered, String whyNot) {}

    private final Map<String, Row> written;
    private final Map<String, Set<String>> seen = new TreeMap<>();

    private AuditTable(Map<String, Row> written) {
        this.written = written;
    }

    static AuditTable read() {
        try {
            return new AuditTable(
                    Files.readAllLines(TABLE).stream()
                            .skip(1)
                            .map(line -> List.of(line.split(",", 4)))
                            .collect(
                                    Collectors.toMap(
                                            row -> row.get(0) + " " + row.get(1),
                                            row -> new Row(words(row.get(2)), row.get(3)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String cell) {
        return cell.isEmpty() ? Set.of() : Set.of(cell.split(" "));
    }

    /** Uses a route, which must succeed, and notes what it enters. */
    Answer change(TestServer server, String route, Supplier<Answer> request) {
        long before = newest(server);
        Answer answer = request.get();
        assertThat(answer.status()).as("%s: %s", route, answer).isBetween(200, 299);
        Set<String> expected = written.containsKey(route) ? written.get(route).entered() : Set.of();
        if (!expected.isEmpty()) {
            Eventually.await(
                    () -> route + " enters " + expected + ", not " + since(server, before),
                    () -> since(server, before).containsAll(expected));
        }
        seen.put(route, since(server, before));
        return answer;
    }

    private static long newest(TestServer server) {
        return server.get("/api/v1/audit?limit=1").json().at("/items/0/sequence").asLong();
    }

    private static Set<String> since(TestServer server, long sequence) {
        JsonNode items = server.get("/api/v1/audit?outcome=success&limit=50").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(entry -> entry.path("sequence").asLong() > sequence)
                .map(entry -> entry.path("action").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All routes were used, all entered what is written, and who enters nothing has a reason. */
    void assertComplete() throws IOException {
        assertThat(written.keySet()).as("%s has the routes of the API", TABLE).isEqualTo(routes());
        Map<String, Set<String>> entered = new TreeMap<>();
        written.forEach((route, row) -> entered.put(route, row.entered()));
        assertThat(lines(seen))
                .as("what was entered, as %s has it", TABLE)
                .isEqualTo(lines(entered));
        assertThat(written)
                .allSatisfy(
                        (route, row) ->
                                assertThat(row.entered().isEmpty())
                                        .as("%s enters nothing and says why", route)
                                        .isEqualTo(!row.whyNot().isBlank()));
    }

    private static String lines(Map<String, Set<String>> routes) {
        return routes.entrySet().stream()
                .map(route -> route.getKey() + ": " + new TreeSet<>(route.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> routes() throws IOException {
        Set<String> routes = new TreeSet<>();
        JsonNode paths = new JsonMapper().readTree(Files.readString(DESCRIPTION)).path("paths");
        paths.forEachEntry(
                (path, operations) ->
                        operations.forEachEntry(
                                (method, _) -> {
                                    if (CHANGING.contains(method)) {
                                        routes.add(method.toUpperCase(Locale.ROOT) + " " + path);
                                    }
                                }));
        return routes;
    }
}
