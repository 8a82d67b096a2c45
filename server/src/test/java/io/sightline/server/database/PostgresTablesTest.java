package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables as PostgreSQL has them: the same files make them, and its own triggers guard them. */
class PostgresTablesTest {

    @TempDir static Path directory;
    private static PostgresServer server;
    private static JdbcClient sql;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PostgresServer.start(directory);
        Flyway.configure()
                .dataSource(server.source())
                .locations("classpath:db/migration", "classpath:db/postgresql")
                .load()
                .migrate();
        sql = JdbcClient.create(server.source());
        append(1);
        append(2);
        sql.sql("update audit_head set sequence = 2").update();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void append(long sequence) {
        sql.sql(
                        "insert into audit_entry values (?, 0, 'server', '', '', '', 'server-start',"
                                + " 'server', '', '', 'success', '{}', 'x')")
                .param(sequence)
                .update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    update audit_entry set actor_name = 'ben' | never changed
                    update audit_entry set sequence = 3 where sequence = 2 | never changed
                    delete from audit_entry where sequence = 2 | never deleted
                    truncate audit_entry | never deleted
                    update audit_head set sequence = 1 | never gets shorter
                    delete from audit_head | has one head
                    truncate audit_head | has one head
                    """)
    void theAuditLogOnlyGrows(String statement, String refusal) {
        assertThatThrownBy(() -> sql.sql(statement).update()).hasMessageContaining(refusal);
        assertThat(sql.sql("select count(*) from audit_entry").query(Long.class).single())
                .isEqualTo(2);
    }

    @Test
    void entriesFollowEachOtherWithoutHoles() {
        assertThatThrownBy(() -> append(7)).hasMessageContaining("without holes");
        assertThatThrownBy(() -> append(2)).hasMessageContaining("without holes");
    }
}
