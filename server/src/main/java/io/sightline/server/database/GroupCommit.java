package io.sightline.server.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets those who want to store the same kind of thing at the same time share one transaction. A
 * commit waits for the disk, and there is one writer: two hundred in line would each wait for all
 * disk writes before theirs. The database's own thread does the work of all who are waiting;
 * whoever comes alone waits for nobody.
 *
 * <p>A thread of its own, and not that of one who waits: SQLite is native code, in which a virtual
 * thread keeps the carrier that others need.
 *
 * <p>When something is wrong with one of them, each is done again by itself, so that it is wrong
 * for that one only. Safe for use by any thread; not to be called within a transaction.
 *
 * @param <W> what is wanted
 * @param <R> what comes of it
 */
public final class GroupCommit<W, R> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int MOST_TOGETHER = 64;

    private record Asked<W, R>(W wanted, CompletableFuture<R> answer) {}

    private final Database database;
    private final Function<List<W>, List<R>> work;
    private final Consumer<List<R>> committed;
    private final Queue<Asked<W, R>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param work within a transaction: an answer for each, in order
     * @param committed told after the transaction, before those who asked. Should it fail, they are
     *     told none the less that it is stored
     */
    public GroupCommit(
            Database database, Function<List<W>, List<R>> work, Consumer<List<R>> committed) {
        this.database = database;
        this.work = work;
        this.committed = committed;
    }

    /** Returns when it is committed. */
    public R write(W wanted) {
        Asked<W, R> asked = new Asked<>(wanted, new CompletableFuture<>());
        waiting.add(asked);
        var _ = database.onWriterThread(this::takeTurn);
        return result(asked.answer());
    }

    /** Does something while nothing is stored here: what it changes, all later ones see. */
    public <T> T alone(Supplier<T> other) {
        return result(database.onWriterThread(other));
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /** Those who are in line, besides who is at work. */
    int waiting() {
        return waiting.size();
    }

    private List<Asked<W, R>> next() {
        List<Asked<W, R>> group = new ArrayList<>();
        Asked<W, R> one = waiting.poll();
        while (one != null) {
            group.add(one);
            one = group.size() == MOST_TOGETHER ? null : waiting.poll();
        }
        return group;
    }

    /**
     * On the database's thread; most find that an earlier turn has done their work with its own.
     */
    private boolean takeTurn() {
        List<Asked<W, R>> group = next();
        if (!group.isEmpty()) {
            work(group);
        }
        return !group.isEmpty();
    }

    private void work(List<Asked<W, R>> group) {
        List<R> answers;
        try {
            answers = stored(group);
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.getFirst().answer().completeExceptionally(e);
            } else {
                group.forEach(one -> work(List.of(one)));
            }
            return;
        }
        // It is stored: what goes wrong from here on must neither store it again nor deny it.
        try {
            committed.accept(answers);
        } catch (RuntimeException | Error e) {
            log.error("[database:group] {} are stored, but not followed", group.size(), e);
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer().complete(answers.get(i));
        }
    }

    private List<R> stored(List<Asked<W, R>> group) {
        return database.transaction(() -> work.apply(group.stream().map(Asked::wanted).toList()));
    }
}
