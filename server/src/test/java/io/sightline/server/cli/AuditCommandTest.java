package io.sightline.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir Path data;

    private record Ended(int status, String said) {}

    private Ended audit(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = AuditCommand.run(List.of(arguments), print, print);
        return new Ended(status, out.toString(StandardCharsets.UTF_8));
    }

    private Ended verify(String... more) {
        return audit(
                Stream.concat(Stream.of("verify", "--data", data.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void verifiesTheLogOfAServerThatRunsAndOfOneThatStopped() {
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
            assertThat(verify().status()).isZero();
        }
        Ended stopped = verify();
        assertThat(stopped.said()).contains("is whole").contains("2 anchors agree");
        assertThat(stopped.status()).isZero();
        String head = stopped.said().lines().toList().getLast().replace("Its head is ", "");
        assertThat(verify("--head", head).said()).contains("3 anchors agree");
    }

    @Test
    void tellsTheFirstBrokenEntryAndEndsWithAFailure() throws SQLException {
        TestServer.start(data).close();
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("sightline.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("drop trigger audit_entry_is_never_changed");
            statement.execute("update audit_entry set actor_name = 'eve' where sequence = 1");
        }
        assertThat(verify())
                .isEqualTo(
                        new Ended(
                                1,
                                "The audit log is broken: entry 1 does not agree with its hash:"
                                        + " it, or the one before it, was altered.\n"));
    }

    @Test
    void missesWhatAHeadKeptElsewhereKnows() {
        TestServer.start(data).close();
        Ended ended = verify("--head", "99:" + "ab".repeat(32));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).contains("was cut off").contains("missing");
    }

    @Test
    void saysWhatItWantsAndWhatItCannotRead() {
        assertThat(audit().status()).isEqualTo(2);
        assertThat(audit("verify", "--data").status()).isEqualTo(2);
        assertThat(audit("verify", "--head", "x").status()).isEqualTo(2);
        assertThat(audit("rewrite").said()).startsWith("usage: audit verify");
        Ended nothing = verify();
        assertThat(nothing.status()).isEqualTo(4);
        assertThat(nothing.said()).contains("there is no sightline.db");
    }
}
