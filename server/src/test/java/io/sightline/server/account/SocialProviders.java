package io.sightline.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Facebook and X as their documents describe them, as far as a log-in goes: "Manually Build a Login
 * Flow" and {@code GET /me} there, "OAuth 2.0 Authorization Code Flow with PKCE" and {@code GET
 * /2/users/me} here. Neither speaks OpenID Connect. Who comes is logged in and consents at once.
 */
final class SocialProviders implements AutoCloseable {

    static final String CLIENT = "app-17";
    static final String CLIENT_SECRET = "secret-of-app-17";

    /** The person who is logged in there. */
    volatile String person = "17841";

    private final HttpServer server;

    /** The challenge (RFC 7636 §4.2) of each code that was given out. */
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    SocialProviders() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/facebook/dialog/oauth", this::authorize);
        server.createContext("/facebook/oauth/access_token", this::facebookToken);
        server.createContext("/facebook/me", this::facebookMe);
        server.createContext("/x/i/oauth2/authorize", this::authorize);
        server.createContext("/x/2/oauth2/token", this::xToken);
        server.createContext("/x/2/users/me", this::xMe);
        server.start();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What the server is started with. */
    String[] settings() {
        String facebook = "--account.identity.providers.facebook.";
        String x = "--account.identity.providers.x.";
        return new String[] {
            facebook + "client-id=" + CLIENT,
            facebook + "client-secret=" + CLIENT_SECRET,
            facebook + "endpoints.authorization=" + at("/facebook/dialog/oauth"),
            facebook + "endpoints.token=" + at("/facebook/oauth/access_token"),
            facebook + "endpoints.user-info=" + at("/facebook/me?fields=id,name,email"),
            x + "client-id=" + CLIENT,
            x + "client-secret=" + CLIENT_SECRET,
            x + "endpoints.authorization=" + at("/x/i/oauth2/authorize"),
            x + "endpoints.token=" + at("/x/2/oauth2/token"),
            x + "endpoints.user-info=" + at("/x/2/users/me"),
        };
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = pairs(exchange.getRequestURI().getRawQuery());
        boolean right =
                asked.getOrDefault("response_type", "").equals("code")
                        && asked.getOrDefault("client_id", "").equals(CLIENT)
                        && asked.getOrDefault("code_challenge_method", "").equals("S256")
                        && !asked.getOrDefault("state", "").isEmpty()
                        && !asked.getOrDefault("scope", "").isEmpty();
        if (!right) {
            answer(exchange, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked.getOrDefault("code_challenge", ""));
        String state = URLEncoder.encode(asked.getOrDefault("state", ""), UTF_8);
        URI back =
                URI.create(
                        asked.getOrDefault("redirect_uri", "")
                                + "?code="
                                + code
                                + "&state="
                                + state);
        exchange.getResponseHeaders().set("Location", back.toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** Takes the app's secret among the parameters. */
    private void facebookToken(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange);
        boolean known =
                CLIENT.equals(asked.get("client_id"))
                        && CLIENT_SECRET.equals(asked.get("client_secret"));
        if (!known || !isCode(asked)) {
            answer(
                    exchange,
                    400,
                    "{\"error\":{\"message\":\"Invalid verification code format.\","
                            + "\"type\":\"OAuthException\",\"code\":100,\"fbtrace_id\":\"x\"}}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":5183944}"
                        .formatted(token()));
    }

    private void facebookMe(HttpExchange exchange) throws IOException {
        Map<String, String> asked = pairs(exchange.getRequestURI().getRawQuery());
        String of = bearer(exchange);
        if (of == null || !"id,name,email".equals(asked.get("fields"))) {
            answer(
                    exchange,
                    401,
                    "{\"error\":{\"message\":\"An active access token must be used.\","
                            + "\"type\":\"OAuthException\",\"code\":2500}}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"id\":\"%s\",\"name\":\"Anna Berg\",\"email\":\"anna\\u0040example.org\"}"
                        .formatted(of));
    }

    /** Takes the secret of a confidential client in the header only. */
    private void xToken(HttpExchange exchange) throws IOException {
        String basic =
                Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(UTF_8));
        if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(
                    exchange,
                    401,
                    "{\"error\":\"unauthorized_client\",\"error_description\":\"Missing valid"
                            + " authorization header\"}");
        } else if (!isCode(form(exchange))) {
            answer(
                    exchange,
                    400,
                    "{\"error\":\"invalid_request\",\"error_description\":\"Value passed for the"
                            + " authorization code was invalid.\"}");
        } else {
            answer(
                    exchange,
                    200,
                    "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"%s\",\"scope\":\"users.read tweet.read\"}"
                            .formatted(token()));
        }
    }

    private void xMe(HttpExchange exchange) throws IOException {
        String of = bearer(exchange);
        if (of == null) {
            answer(
                    exchange,
                    401,
                    "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,\"detail\":\"Unauthorized\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"data\":{\"id\":\"%s\",\"name\":\"Anna\",\"username\":\"annab\"}}"
                        .formatted(of));
    }

    private String token() {
        String token = UUID.randomUUID().toString();
        tokens.put(token, person);
        return token;
    }

    private @Nullable String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? null : tokens.get(header.replaceFirst("(?i)^bearer ", ""));
    }

    /** Each works once, for who has what was hashed into the challenge. */
    private boolean isCode(Map<String, String> asked) {
        String challenge = codes.remove(asked.getOrDefault("code", ""));
        return "authorization_code".equals(asked.get("grant_type"))
                && asked.getOrDefault("redirect_uri", "").startsWith("http://127.0.0.1:")
                && challenge != null
                && challenge.equals(hash(asked.getOrDefault("code_verifier", "")));
    }

    private static String hash(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return pairs(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static Map<String, String> pairs(@Nullable String query) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return pairs;
    }

    private static void answer(HttpExchange exchange, int status, String json) {
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
