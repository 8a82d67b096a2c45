package io.sightline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of Debian's package, on a free port and with a cluster of its own. */
final class PostgresServer implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
    private static final String USER = "sightline";

    private final Process process;
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private PostgresServer(Process process, int port) {
        this.process = process;
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(USER);
    }

    /** Skips the test where the package is not installed. */
    static PostgresServer start(Path directory) throws IOException, InterruptedException {
        Path programs = programs();
        assumeThat(programs).as("PostgreSQL is installed").isNotEqualTo(Path.of(""));
        Path cluster = directory.resolve("cluster");
        if (isRoot()) {
            // PostgreSQL refuses to be root; Debian has a user for it.
            run(List.of("chown", "postgres", directory.toString()));
            run(List.of("chmod", "711", directory.toString()));
        }
        run(
                asUser(
                        programs.resolve("initdb").toString(),
                        "--no-sync",
                        "--auth=trust",
                        "--username=" + USER,
                        "--encoding=UTF8",
                        "--locale=C",
                        "-D",
                        cluster.toString()));
        int port = freePort();
        Process process =
                builder(
                                asUser(
                                        programs.resolve("postgres").toString(),
                                        "-D",
                                        cluster.toString(),
                                        "-c",
                                        "listen_addresses=127.0.0.1",
                                        "-c",
                                        "port=" + port,
                                        "-c",
                                        "unix_socket_directories=",
                                        "-c",
                                        "fsync=off"))
                        .start();
        PostgresServer server = new PostgresServer(process, port);
        Eventually.await("PostgreSQL takes connections", server::answers);
        return server;
    }

    private static Path programs() throws IOException {
        if (!Files.isDirectory(PROGRAMS)) {
            return Path.of("");
        }
        try (Stream<Path> versions = Files.list(PROGRAMS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(Path.of(""));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(
                    List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.addAll(Arrays.asList(command));
        return all;
    }

    private static ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        assertThat(builder(command).start().waitFor()).as(String.join(" ", command)).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("PostgreSQL runs").isTrue();
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    DataSource source() {
        return source;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
