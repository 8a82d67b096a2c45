package io.sightline.server.account;

import io.sightline.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who comes to a server: with a bearer token as programs do, or cookies as the page. */
final class Visitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** An answer with its body read as JSON. */
    record Answer(HttpResponse<String> response, JsonNode json) {

        static Answer of(TestServer.Answer answer) {
            return new Answer(answer.response(), answer.json());
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }

        int status() {
            return response.statusCode();
        }

        String problem() {
            return text("type").replace("urn:sightline:problem:", "");
        }

        String text(String field) {
            return json.path(field).asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final TestServer server;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    String refreshToken = "";

    Visitor(TestServer server) {
        this.server = server;
    }

    Visitor withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Visitor withBearer(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** Logs in as a program; goes on with the tokens if it worked. */
    Answer logIn(String username, String password) {
        return logIn(Map.of("username", username, "password", password));
    }

    Answer logIn(Map<String, Object> body) {
        Answer answer = post("/api/v1/auth/login", body);
        keepTokens(answer);
        return answer;
    }

    Answer refresh(String token) {
        Answer answer = post("/api/v1/auth/refresh", Map.of("refreshToken", token));
        keepTokens(answer);
        return answer;
    }

    private void keepTokens(Answer answer) {
        if (answer.status() == 200 && answer.json().has("accessToken")) {
            withBearer(answer.text("accessToken"));
            refreshToken = answer.text("refreshToken");
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body));
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer send(String method, String path, Object body) {
        return send(method, path, JSON.writeValueAsString(body));
    }

    Answer send(String method, String path, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
            String csrf = cookies.get("sightline_csrf");
            if (csrf != null && !headers.containsKey("X-CSRF-Token")) {
                request.header("X-CSRF-Token", csrf);
            }
        }
        return send(request.build());
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            keepCookies(response.headers().allValues("Set-Cookie"));
            String type = response.headers().firstValue("Content-Type").orElse("");
            boolean isJson =
                    type.matches("application/(.+\\+)?json(;.*)?") && !response.body().isEmpty();
            return new Answer(response, JSON.readTree(isJson ? response.body() : "{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keepCookies(List<String> set) {
        for (String header : set) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            }
        }
    }

    URI uri(String path) {
        return server.uri(path);
    }
}
