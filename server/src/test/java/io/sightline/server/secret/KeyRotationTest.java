package io.sightline.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.TestServer;
import io.sightline.server.TestServer.Answer;
import io.sightline.server.database.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRotationTest {

    private static final String CAMERAS = "/api/v1/cameras";

    @TempDir Path data;

    private Path keyFile() {
        return data.resolve("secret.key");
    }

    private Database database() {
        return Database.open(data.resolve("sightline.db"));
    }

    /** A camera with secrets, put in by a server that then stops. */
    private void fill() {
        try (TestServer server = TestServer.start(data)) {
            Answer added =
                    server.post(
                            CAMERAS,
                            """
                            {"name":"Gate","url":"rtsp://admin:s3cret@127.0.0.1:9/a?password=s3cret",
                             "subUrl":"rtsp://127.0.0.1:9/b","record":false}""");
            assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        }
    }

    private void opensEverything() {
        try (TestServer server = TestServer.start(data)) {
            Answer cameras = server.get(CAMERAS);
            assertThat(cameras.json().at("/items/0/url").asString())
                    .isEqualTo("rtsp://admin:***@127.0.0.1:9/a?password=***");
            assertThat(cameras.json().at("/items/0/streams/1/url").asString())
                    .isEqualTo("rtsp://admin:***@127.0.0.1:9/b");
        }
    }

    @Test
    void sealsEverySecretWithANewKey() throws Exception {
        fill();
        byte[] old = Files.readAllBytes(keyFile());
        try (Database database = database()) {
            KeyRotation.Outcome outcome = new KeyRotation(data, database).run();
            assertThat(outcome.sealed()).isGreaterThanOrEqualTo(3);
            assertThat(outcome.unreadable()).isZero();
        }
        assertThat(Files.readAllBytes(keyFile())).hasSize(32).isNotEqualTo(old);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        opensEverything();

        Files.write(keyFile(), old);
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.get(CAMERAS).json().at("/items/0/url").asString()).isEmpty();
        }
    }

    /** Killed after a step: the file and the rows are as that step left them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void goesOnWhereItWasKilled(int steps) throws Exception {
        fill();
        byte[] old = Files.readAllBytes(keyFile());
        try (Database database = database()) {
            KeyRotation rotation = new KeyRotation(data, database);
            rotation.begin();
            if (steps > 1) {
                rotation.seal();
            }
        }
        Files.write(data.resolve("secret.key.new"), new byte[] {1, 2, 3});
        assertThat(Files.readAllBytes(keyFile())).hasSize(64).endsWith(old);
        byte[] both = Files.readAllBytes(keyFile());
        opensEverything();

        try (Database database = database()) {
            assertThat(new KeyRotation(data, database).run().unreadable()).isZero();
        }
        assertThat(both).startsWith(Files.readAllBytes(keyFile()));
        opensEverything();
    }

    @Test
    void undoesTheTransactionThatWasKilled() throws Exception {
        fill();
        try (Database database = database()) {
            KeyRotation rotation = new KeyRotation(data, database);
            rotation.begin();
            assertThatThrownBy(
                            () ->
                                    database.transaction(
                                            () -> {
                                                rotation.seal();
                                                throw new IllegalStateException("killed");
                                            }))
                    .hasMessage("killed");
        }
        opensEverything();
    }

    @Test
    void leavesAloneWhatNoKeyOpens() throws Exception {
        fill();
        Files.write(keyFile(), new byte[32]);
        try (Database database = database()) {
            assertThat(new KeyRotation(data, database).run().unreadable()).isPositive();
        }
    }

    @Test
    void knowsEveryColumnThatHoldsSecrets() throws Exception {
        try (Database _ = database();
                Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("sightline.db"));
                ResultSet columns =
                        connection.getMetaData().getColumns(null, null, "%", "sealed\\_%")) {
            Set<String> found = new HashSet<>();
            while (columns.next()) {
                found.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
            }
            assertThat(SealedColumn.ALL.stream().map(c -> c.table() + "." + c.column()))
                    .containsExactlyInAnyOrderElementsOf(found);
        }
    }

    @Test
    void keepsKeysInNoOtherFile() throws Exception {
        fill();
        String old = new String(Files.readAllBytes(keyFile()), StandardCharsets.ISO_8859_1);
        try (Database database = database()) {
            new KeyRotation(data, database).run();
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(old);
            }
        }
    }
}
