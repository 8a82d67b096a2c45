package io.sightline.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database, with one way in for writing and one for reading.
 *
 * <p>SQLite lets one connection write at a time and tells a second one that it is BUSY, at once
 * when a transaction that began by reading wants to write. So all writing goes through a pool of
 * one connection, where writers wait in line; readers have connections of their own and, in WAL
 * mode, neither wait for the writer nor make it wait. SQL is written so that PostgreSQL understands
 * it too.
 */
public final class Database implements AutoCloseable {

    private static final int READERS = 4;
    private static final String SQLITE_OPEN_READONLY = "1";
    private static final Duration WAIT_FOR_WRITER = Duration.ofSeconds(30);

    private final HikariDataSource writer;
    private final HikariDataSource reader;
    private final JdbcClient write;
    private final JdbcClient read;
    private final TransactionTemplate transactions;
    private final ExecutorService writerThread = startedWriterThread();

    private Database(HikariDataSource writer, HikariDataSource reader) {
        this.writer = writer;
        this.reader = reader;
        write = JdbcClient.create(writer);
        read = JdbcClient.create(reader);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(writer));
    }

    /**
     * Started now, by one that is scheduled as any: started by the first virtual thread that stores
     * something, it would yield as that does, and with it all who store.
     */
    private static ExecutorService startedWriterThread() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("database-writer").daemon().factory());
        threads.prestartCoreThread();
        return threads;
    }

    /** Opens the file, makes it if there is none, and brings its tables up to date. */
    public static Database open(Path file) {
        HikariDataSource writer = new HikariDataSource(sqlite("writer", file, 1));
        try {
            Flyway.configure()
                    .dataSource(writer)
                    .locations("classpath:db/migration", "classpath:db/sqlite")
                    .load()
                    .migrate();
            HikariConfig readers = sqlite("reader", file, READERS);
            readers.setMinimumIdle(1);
            readers.setConnectionInitSql("pragma query_only = on");
            return new Database(writer, new HikariDataSource(readers));
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Opens the file to be read only, also while a server has it. Nothing is made or brought up to
     * date; {@link #write} refuses.
     */
    public static Database openReadOnly(Path file) {
        HikariConfig readers = sqlite("reader", file, READERS);
        readers.addDataSourceProperty("open_mode", SQLITE_OPEN_READONLY);
        readers.setReadOnly(true);
        readers.getDataSourceProperties().remove("journal_mode");
        readers.setMinimumIdle(1);
        HikariDataSource reader = new HikariDataSource(readers);
        return new Database(reader, reader);
    }

    private static HikariConfig sqlite(String name, Path file, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(WAIT_FOR_WRITER.toMillis());
        config.addDataSourceProperty("journal_mode", "WAL");
        // What the API has acknowledged is still there after a power cut.
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        // Only for the moments in which WAL itself needs the file alone: open, checkpoint, close.
        config.addDataSourceProperty("busy_timeout", Long.toString(WAIT_FOR_WRITER.toMillis()));
        return config;
    }

    /** For statements that change something, and for reads within {@link #transaction}. */
    public JdbcClient write() {
        return write;
    }

    /** For queries; sees what was committed. Refuses to change anything. */
    public JdbcClient read() {
        return read;
    }

    /** Runs {@code work} on the writing connection: all of it happens, or nothing. */
    public <T> T transaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    /** As {@link #transaction(Supplier)}, for work without a result. */
    public void transaction(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    /**
     * Runs {@code work} when the transaction that the caller is in has been committed, and not at
     * all when it is undone; at once when there is none. It may read, and must not write: the
     * connection is still bound to the transaction that has ended.
     */
    public void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                });
    }

    /**
     * Runs {@code work} on the one thread that stores what many want to store ({@link
     * GroupCommit}).
     */
    <T> CompletableFuture<T> onWriterThread(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, writerThread);
    }

    @Override
    public void close() {
        writerThread.close();
        reader.close();
        writer.close();
    }
}
