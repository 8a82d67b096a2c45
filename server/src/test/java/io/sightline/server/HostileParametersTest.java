package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SQL, paths, and texts that are none, in every parameter of every route that the API describes,
 * and bodies that are none. Asked by an administrator: nothing is refused before it is read.
 */
class HostileParametersTest {

    private static final Path DESCRIPTION =
            Path.of("src/main/resources/META-INF/resources/api/v1/openapi.json");

    private static final List<String> TRICKS =
            List.of(
                    "' or '1'='1",
                    "1; drop table camera;--",
                    "\" union select sealed_secret from signing_key --",
                    "%' or 1=1 --",
                    "../../../../etc/passwd",
                    "..\\..\\secret.key",
                    "/etc/passwd",
                    "file:///etc/passwd",
                    "\u0000",
                    "a\r\nSet-Cookie: x=y",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://127.0.0.1/x}",
                    "#{T(java.lang.Runtime).getRuntime()}",
                    "\ud800",
                    "9".repeat(40),
                    "-1",
                    "x".repeat(5_000));

    private static final List<String> BODIES =
            List.of(
                    "",
                    "{",
                    "null",
                    "[]",
                    "\"x\"",
                    "[".repeat(20_000),
                    "{\"a\":".repeat(5_000),
                    "{\"name\":1e999999999}",
                    "{\"name\":\"\u0000\",\"url\":\"../../etc/passwd\"}");

    /** What must not leave the server, whatever is asked. */
    private static final List<String> NEVER =
            List.of("root:x:", "Exception", "SQLITE", "at io.sightline", "org.springframework");

    @TempDir Path data;

    private record Request(String method, String path, String body) {}

    @Test
    void noParameterIsMoreThanAText() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            server.addCamera("Gate", "rtsp://127.0.0.1:9/gate", false);
            List<String> wrong = new ArrayList<>();
            TestServer hostile = server.as("hostile", Role.ADMINISTRATOR);
            for (Request request : requests()) {
                Answer answer = send(hostile, request);
                if (answer.status() == 401) {
                    // Some of the routes end the log-in.
                    hostile = server.as("hostile", Role.ADMINISTRATOR);
                    answer = send(hostile, request);
                }
                String body = answer.response().body();
                boolean leaks = answer.status() >= 400 && NEVER.stream().anyMatch(body::contains);
                boolean injected =
                        answer.response().headers().allValues("Set-Cookie").contains("x=y");
                if (answer.status() >= 500 || leaks || body.contains("root:x:") || injected) {
                    wrong.add(request + " -> " + answer.status() + " " + body);
                }
            }
            assertThat(wrong).isEmpty();
            Integer cameras =
                    server.bean(Database.class)
                            .read()
                            .sql("select count(*) from camera where name = 'Gate'")
                            .query(Integer.class)
                            .single();
            assertThat(cameras).isEqualTo(1);
        }
    }

    /** A body that is refused unread costs the connection, maybe while it is being used again. */
    private static Answer send(TestServer caller, Request request) {
        try {
            return caller.send(request.method(), request.path(), request.body());
        } catch (UncheckedIOException e) {
            return caller.send(request.method(), request.path(), request.body());
        }
    }

    private static List<Request> requests() throws IOException {
        List<Request> requests = new ArrayList<>();
        JsonNode paths = new JsonMapper().readTree(Files.readString(DESCRIPTION)).path("paths");
        paths.forEachEntry(
                (path, operations) ->
                        operations.forEachEntry(
                                (method, operation) -> add(requests, method, path, operation)));
        for (String trick : TRICKS) {
            String encoded = encoded(trick);
            requests.add(new Request("GET", "/live/" + encoded + "/index.m3u8", ""));
            requests.add(new Request("GET", "/live/cam/" + encoded, ""));
            requests.add(new Request("GET", "/live/cam/~" + encoded + "/index.m3u8", ""));
            requests.add(new Request("GET", "/live/cam/index.m3u8?token=" + encoded, ""));
            requests.add(new Request("GET", "/vod/" + encoded + "/index.m3u8", ""));
            requests.add(new Request("GET", "/vod/cam/index.m3u8?from=" + encoded, ""));
            requests.add(new Request("GET", "/vod/cam/clip.mp4?to=" + encoded, ""));
        }
        return requests;
    }

    private static void add(
            List<Request> requests, String method, String path, JsonNode operation) {
        String verb = method.toUpperCase(Locale.ROOT);
        boolean reads = verb.equals("GET");
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            boolean inPath = parameter.path("in").asString().equals("path");
            for (String trick : TRICKS) {
                String asked =
                        inPath
                                ? path.replace("{" + name + "}", encoded(trick))
                                : path + "?" + name + "=" + encoded(trick);
                requests.add(
                        new Request(
                                verb, asked.replaceAll("\\{[^}]*}", "none"), reads ? "" : "{}"));
            }
        }
        if (!reads) {
            for (String body : BODIES) {
                requests.add(new Request(verb, path.replaceAll("\\{[^}]*}", "none"), body));
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
