package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Accounts of test servers. */
final class Accounts {

    static final String ADMIN_PASSWORD = "administrator of tests";

    private Accounts() {}

    /** Settings of a server that has an administrator, hashes cheaply and throttles late. */
    static String[] settings(String... further) {
        return Stream.concat(
                        Stream.of(
                                "--SIGHTLINE_ADMIN_PASSWORD=" + ADMIN_PASSWORD,
                                "--account.password.memory-kib=8192",
                                "--account.password.iterations=1",
                                "--account.throttle.per-address=100000",
                                "--account.throttle.free-failures=100000"),
                        Stream.of(further))
                .toArray(String[]::new);
    }

    static Visitor admin(TestServer server) {
        Visitor admin = new Visitor(server);
        assertThat(admin.logIn("admin", ADMIN_PASSWORD).status()).isEqualTo(200);
        return admin;
    }

    /** Makes an account; returns its id. */
    static String add(TestServer server, String username, String password, String role) {
        Visitor.Answer added =
                admin(server)
                        .post(
                                "/api/v1/users",
                                Map.of(
                                        "username",
                                        username,
                                        "password",
                                        password,
                                        "roles",
                                        List.of(role)));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.text("id");
    }

    static List<JsonNode> items(Visitor.Answer answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        return items;
    }
}
