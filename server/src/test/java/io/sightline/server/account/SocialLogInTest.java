package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Log-in by providers that speak OAuth 2 without OpenID Connect. */
class SocialLogInTest {

    private static final String PASSWORD = "correct horse";

    @TempDir static Path data;
    private static SocialProviders providers;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        providers = new SocialProviders();
        server = TestServer.start(data, Accounts.settings(providers.settings()));
    }

    @AfterAll
    static void stop() {
        server.close();
        providers.close();
    }

    private static String start(String provider) {
        return "/api/v1/auth/oidc/" + provider + "/start";
    }

    /** To the provider and back, as a browser goes. */
    private static Answer through(Visitor browser, String start) {
        Answer away = browser.get(start);
        assertThat(away.status()).isEqualTo(302);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> there =
                    http.send(
                            HttpRequest.newBuilder(URI.create(away.header("Location"))).build(),
                            BodyHandlers.ofString());
            assertThat(there.statusCode()).as(there.body()).isEqualTo(302);
            URI back = URI.create(there.headers().firstValue("Location").orElseThrow());
            return browser.get(back.getPath() + "?" + back.getRawQuery());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"facebook, 17841, Anna Berg", "x, 2244994945, Anna"})
    void linksAndLetsInThePersonAndNobodyElse(String provider, String person, String name) {
        Accounts.add(server, "anna-" + provider, PASSWORD, "user");
        providers.person = person;
        Visitor page = new Visitor(server);
        page.logIn(Map.of("username", "anna-" + provider, "password", PASSWORD, "cookies", true));
        assertThat(through(page, start(provider) + "?link=true").header("Location"))
                .isEqualTo("/#/account");
        JsonNode identity = Accounts.items(page.get("/api/v1/me/identities")).getFirst();
        assertThat(identity.path("name").asString()).isEqualTo(name);
        assertThat(identity.path("provider").asString()).isEqualTo(provider);

        Visitor browser = new Visitor(server);
        assertThat(through(browser, start(provider)).header("Location")).isEqualTo("/");
        assertThat(browser.get("/api/v1/me").text("username")).isEqualTo("anna-" + provider);

        providers.person = person + "0";
        Visitor other = new Visitor(server);
        assertThat(through(other, start(provider)).header("Location"))
                .isEqualTo("/?error=not-linked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"facebook", "x"})
    void refusesACodeThatTheProviderDoesNotKnow(String provider) {
        Visitor browser = new Visitor(server);
        String location = browser.get(start(provider)).header("Location");
        String state = location.replaceAll(".*[?&]state=([^&]*).*", "$1");
        Answer back =
                browser.get(
                        "/api/v1/auth/oidc/" + provider + "/callback?code=guessed&state=" + state);
        assertThat(back.header("Location")).isEqualTo("/?error=failed");
    }

    @Test
    void tellsOnTheAccountPageThatLinkingWasCancelled() {
        Accounts.add(server, "carl", PASSWORD, "user");
        Visitor page = new Visitor(server);
        page.logIn(Map.of("username", "carl", "password", PASSWORD, "cookies", true));
        String location = page.get(start("x") + "?link=true").header("Location");
        String state = location.replaceAll(".*[?&]state=([^&]*).*", "$1");
        Answer back = page.get("/api/v1/auth/oidc/x/callback?error=access_denied&state=" + state);
        assertThat(back.header("Location")).isEqualTo("/?error=cancelled#/account");
    }
}
