package io.sightline.bench.auth;

import io.sightline.server.SightlineServer;
import io.sightline.server.access.AccessTokens;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.access.MediaAccess.Decision;
import io.sightline.server.access.MediaRequest;
import io.sightline.server.access.Right;
import io.sightline.server.access.Rights;
import io.sightline.server.database.Database;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often a second one thread decides about a request for a part: headers and address are read,
 * the credential is checked, and the right on the stream is looked up, as for every request. The
 * account is a plain user whose right is a grant.
 *
 * <p>Runs the server in this process, asks it for credentials over HTTP, and calls what it calls.
 */
final class TokenChecks implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(4);
    private static final int BATCH = 1_000;
    private static final int CREDENTIALS = 100;
    private static final String USER = "bench-user";
    private static final JsonMapper JSON = new JsonMapper();

    private final SightlineServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String stream;

    /** What players send with each request. */
    private record Shown(HttpFields headers, HttpURI uri, @Nullable String pathToken) {}

    /**
     * Checks in a second.
     *
     * @param first of a token that was never seen before
     */
    record Rate(String kind, double perSecond, boolean first) {}

    TokenChecks(Path data) throws Exception {
        server = SightlineServer.start("--data", data.toString(), "--port", "0");
        String administrator = logIn("bench-administrator", "administrator");
        JsonNode camera =
                post(
                        administrator,
                        "/api/v1/cameras",
                        "{\"name\":\"x\",\"url\":\"rtsp://127.0.0.1:9/x\",\"record\":false}");
        stream = camera.at("/streams/0/name").asString();
        logIn(USER, "user");
        server.bean(Database.class)
                .write()
                .sql(
                        "insert into camera_grant (id, account_id, camera_id, rights)"
                                + " values ('bench', ?, ?, 'view')")
                .params(USER, camera.path("id").asString())
                .update();
        server.bean(Rights.class).reload();
    }

    private String logIn(String account, String role) {
        Database database = server.bean(Database.class);
        database.write()
                .sql(
                        "insert into account (id, username, username_key, display_name, email,"
                                + " password_hash, enabled, created_at) values (:id, :id, :id, :id,"
                                + " '', '', true, 0) on conflict do nothing")
                .param("id", account)
                .update();
        database.write()
                .sql(
                        "insert into account_role (account_id, role) values (?, ?)"
                                + " on conflict do nothing")
                .params(account, role)
                .update();
        Rights rights = server.bean(Rights.class);
        rights.reload();
        String session = UUID.randomUUID().toString();
        rights.sessionOpened(session);
        return server.bean(AccessTokens.class).issue(account, session).token();
    }

    private JsonNode post(String token, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answers " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    List<Rate> measure() throws IOException, InterruptedException {
        List<Shown> bearers = new ArrayList<>();
        List<Shown> cookies = new ArrayList<>();
        List<Shown> media = new ArrayList<>();
        List<Shown> keys = new ArrayList<>();
        List<String> accessTokens = new ArrayList<>();
        for (int i = 0; i < CREDENTIALS; i++) {
            String token = logIn(USER, "user");
            accessTokens.add(token);
            bearers.add(shown(HttpHeader.AUTHORIZATION, "Bearer " + token, null));
            cookies.add(shown(HttpHeader.COOKIE, "theme=dark; sightline_access=" + token, null));
            media.add(shown(null, "", mediaToken(token)));
        }
        for (int i = 0; i < 10; i++) {
            String key =
                    post(
                                    accessTokens.getFirst(),
                                    "/api/v1/api-keys",
                                    "{\"name\":\"bench%d\",\"scopes\":[\"view\"]}".formatted(i))
                            .path("key")
                            .asString();
            keys.add(shown(HttpHeader.AUTHORIZATION, "Bearer " + key, null));
        }
        AccessTokens tokens = server.bean(AccessTokens.class);
        return List.of(
                new Rate("access token, bearer", decisions(bearers), false),
                new Rate("access token, cookie", decisions(cookies), false),
                new Rate("media token, in the path", decisions(media), false),
                new Rate("API key", decisions(keys), false),
                new Rate(
                        "access token, its first use",
                        perSecond(
                                i -> {
                                    String token = accessTokens.get(i % accessTokens.size());
                                    require(tokens.verifyAnew(token).isPresent());
                                }),
                        true));
    }

    private String mediaToken(String token) throws IOException, InterruptedException {
        return post(
                        token,
                        "/api/v1/media-tokens",
                        "{\"stream\":\"%s\",\"right\":\"view\",\"seconds\":600}".formatted(stream))
                .path("token")
                .asString();
    }

    private Shown shown(@Nullable HttpHeader header, String value, @Nullable String pathToken) {
        HttpFields.Mutable headers =
                HttpFields.build()
                        .add(HttpHeader.HOST, "127.0.0.1:8080")
                        .add(HttpHeader.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0")
                        .add(HttpHeader.ACCEPT, "*/*")
                        .add(HttpHeader.ACCEPT_ENCODING, "gzip, deflate, br")
                        .add("Sec-Fetch-Site", "same-origin");
        if (header != null) {
            headers.add(header, value);
        }
        HttpURI uri = HttpURI.from("http://127.0.0.1:8080/live/" + stream + "/p17.3.m4s");
        return new Shown(headers.asImmutable(), uri, pathToken);
    }

    private double decisions(List<Shown> shown) {
        MediaAccess access = server.bean(MediaAccess.class);
        return perSecond(
                i -> {
                    Shown player = shown.get(i % shown.size());
                    // As if read from the network: no hash of the text is known yet.
                    MediaRequest request =
                            MediaRequest.of(
                                    player.headers(),
                                    player.uri(),
                                    fresh(player.pathToken()),
                                    "127.0.0.1");
                    require(access.decide(request, Right.VIEW, stream) instanceof Decision.Granted);
                });
    }

    private static @Nullable String fresh(@Nullable String text) {
        return text == null ? null : new String(text.toCharArray());
    }

    private static void require(boolean granted) {
        if (!granted) {
            throw new IllegalStateException("refused what was to be granted");
        }
    }

    private static double perSecond(IntConsumer work) {
        run(work, WARM_UP);
        return run(work, MEASURED);
    }

    private static double run(IntConsumer work, Duration duration) {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                work.accept(i);
            }
            done += BATCH;
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
