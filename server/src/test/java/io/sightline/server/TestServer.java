package io.sightline.server;

import io.sightline.server.access.AccessTokens;
import io.sightline.server.access.Rights;
import io.sightline.server.access.Role;
import io.sightline.server.database.Database;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server on a free port, spoken to over HTTP. */
public final class TestServer implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern MEDIA_PATH = Pattern.compile("/(live|vod)/([^/]+)/(.*)");

    /** An answer with its body read as JSON. */
    public record Answer(int status, HttpResponse<String> response, JsonNode json) {

        /** Last part of the problem's type. */
        public String problem() {
            return json.path("type").asString("").replace("urn:sightline:problem:", "");
        }

        public String text(String field) {
            return json.path(field).asString();
        }

        @Override
        public String toString() {
            return status + " " + response.body();
        }
    }

    private final SightlineServer server;
    private final HttpClient http;
    private final String credential;

    private TestServer(SightlineServer server, HttpClient http, String credential) {
        this.server = server;
        this.http = http;
        this.credential = credential;
    }

    /** Requests are an administrator's; {@link #as} is for those of others. */
    public static TestServer start(Path data, String... settings) {
        String[] arguments =
                Stream.concat(
                                Stream.of("--data", data.toString(), "--port", "0"),
                                Arrays.stream(settings))
                        .toArray(String[]::new);
        try {
            return withAdministrator(SightlineServer.start(arguments));
        } catch (StartRefused e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that was started without one gets an administrator. */
    public static TestServer withAdministrator(SightlineServer server) {
        String token = logIn(server, "test-administrator", Role.ADMINISTRATOR);
        return new TestServer(server, HttpClient.newHttpClient(), token);
    }

    /** What an account may do with a camera from now on, and nothing else with any other. */
    public void grant(String username, String cameraId, String... rights) {
        String items =
                "{\"items\":[{\"cameraId\":\"%s\",\"rights\":[\"%s\"]}]}"
                        .formatted(cameraId, String.join("\",\"", rights));
        Answer answer = send("PUT", "/api/v1/users/" + username + "/grants", items);
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.response().body());
        }
    }

    /**
     * The same server, spoken to by another account, which is made if it is not there. What is
     * returned need not be closed.
     */
    public TestServer as(String username, Role... roles) {
        return new TestServer(server, http, logIn(server, username, roles));
    }

    /** The same server, spoken to by nobody. */
    public TestServer asNobody() {
        return with("");
    }

    /** The same server, spoken to with another token or key. */
    public TestServer with(String otherCredential) {
        return new TestServer(server, http, otherCredential);
    }

    /** The session that {@link #credential} belongs to. */
    public String session() {
        return server.bean(AccessTokens.class).verify(credential).orElseThrow().sessionId();
    }

    /** What requests show. */
    public String credential() {
        return credential;
    }

    /** A session without a password: to check one takes 50 ms by design. */
    private static String logIn(SightlineServer server, String username, Role... roles) {
        TestAccounts.make(server.bean(Database.class), username, roles);
        Rights rights = server.bean(Rights.class);
        rights.reload();
        String session = UUID.randomUUID().toString();
        rights.sessionOpened(session);
        return server.bean(AccessTokens.class).issue(username, session).token();
    }

    public URI uri(String path) {
        return URI.create(server.uri() + path);
    }

    /** A media address with a token in it, for players and programs of others. */
    public URI playable(String path) {
        Matcher media = MEDIA_PATH.matcher(path);
        if (!media.matches()) {
            throw new IllegalArgumentException("no media: " + path);
        }
        String stream = media.group(2);
        String file = media.group(3);
        String right = "playback";
        if (media.group(1).equals("live")) {
            right = "view";
        } else if (file.startsWith("clip.mp4")) {
            right = "export";
        }
        Answer token =
                post(
                        "/api/v1/media-tokens",
                        "{\"stream\":\"%s\",\"right\":\"%s\"}".formatted(stream, right));
        return uri("/%s/%s/~%s/%s".formatted(media.group(1), stream, token.text("token"), file));
    }

    public <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    public Answer get(String path) {
        return send(request(path).build());
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer send(String method, String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(DEADLINE);
        return credential.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + credential);
    }

    /** Opens a WebSocket. */
    public WebSocket webSocket(String path, WebSocket.Listener listener) {
        URI address = URI.create(uri(path).toString().replace("http://", "ws://"));
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + credential)
                .buildAsync(address, listener)
                .join();
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            boolean isJson =
                    type.matches("application/(.+\\+)?json(;.*)?") && !response.body().isEmpty();
            return new Answer(
                    response.statusCode(),
                    response,
                    JSON.readTree(isJson ? response.body() : "{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a file as a page's form does. */
    public Answer upload(String path, String name, byte[] content) {
        String boundary = "----sightline-test";
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        .formatted(boundary, name);
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofByteArray(content),
                                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
                        .build());
    }

    /** What an address answers, as bytes. */
    public byte[] download(String path) {
        try {
            return http.send(request(path).build(), BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Adds a camera that is not recorded; returns what the API says of it. */
    public Answer addCamera(String name, String url, boolean record) {
        return post(
                "/api/v1/cameras",
                JSON.writeValueAsString(
                        java.util.Map.of("name", name, "url", url, "record", record)));
    }

    /** Asks until the answer is as wanted. */
    public Answer await(String path, Predicate<Answer> wanted) {
        return Eventually.await("another answer from " + path, () -> get(path), wanted);
    }

    @Override
    public void close() {
        // Sockets may still be open; waiting for them to end would be waiting for ever.
        http.shutdownNow();
        server.close();
    }
}
