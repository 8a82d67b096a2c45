package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoreFailureTest {

    private static RuntimeException refusedBy(SQLException cause) {
        return new UncategorizedSQLException("insert", "insert into x", cause);
    }

    /** Extended codes say what kind of BUSY or IOERR it is: the low byte counts. */
    @ParameterizedTest
    @ValueSource(ints = {5, 6, 10, 13, 14, 261, 266, 517})
    void sqliteMayTakeItLater(int code) {
        assertThat(StoreFailure.mayPass(refusedBy(new SQLException("no", null, code)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 18, 19, 20, 25, 787, 1299, 2067})
    void sqliteNeverTakesIt(int code) {
        assertThat(StoreFailure.mayPass(refusedBy(new SQLException("no", null, code)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, true",
        "25006, true",
        "40001, true",
        "40P01, true",
        "53100, true",
        "53300, true",
        "55P03, true",
        "57P01, true",
        "58030, true",
        "22001, false",
        "22021, false",
        "23502, false",
        "23505, false",
        "42804, false",
        "54000, false"
    })
    void postgresqlSaysItByTheClassOfItsState(String state, boolean mayPass) {
        assertThat(StoreFailure.mayPass(refusedBy(new SQLException("no", state))))
                .isEqualTo(mayPass);
    }

    @Test
    void whatIsNoFailureOfADatabaseIsAFaultOfTheItem() {
        assertThat(StoreFailure.mayPass(new IllegalArgumentException("no JSON"))).isFalse();
        assertThat(StoreFailure.mayPass(new DataAccessResourceFailureException("gone"))).isTrue();
        assertThat(StoreFailure.mayPass(new OutOfMemoryError())).isTrue();
    }

    @Test
    void theReasonQuotesNothingOfTheRow(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (PostgresServer server = PostgresServer.start(directory)) {
            JdbcClient sql = JdbcClient.create(server.source());
            sql.sql("create table secret (value text unique)").update();
            sql.sql("insert into secret values ('hunter2')").update();
            RuntimeException refused =
                    catchRuntimeException(
                            () -> sql.sql("insert into secret values ('hunter2')").update());

            assertThat(refused).hasMessageContaining("hunter2");
            assertThat(StoreFailure.mayPass(refused)).isFalse();
            assertThat(StoreFailure.reason(refused)).isEqualTo("SQLSTATE 23505");
            RuntimeException ended =
                    catchRuntimeException(
                            () ->
                                    sql.sql("select pg_terminate_backend(pg_backend_pid())")
                                            .query(Boolean.class)
                                            .single());
            assertThat(StoreFailure.mayPass(ended)).isTrue();
        }
    }
}
