package io.sightline.onvif.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several operations of one device at once, each on a virtual thread. */
public final class Concurrently {

    /** An operation. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws OnvifException;
    }

    /** An operation under way. */
    public static final class Started<T> {
        private final Future<T> future;

        private Started(Future<T> future) {
            this.future = future;
        }

        /** Waits for it. An interrupted wait leaves the interrupt set and counts as cancelled. */
        public T await() throws OnvifException {
            try {
                return future.get();
            } catch (InterruptedException e) {
                future.cancel(true);
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException("interrupted");
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case OnvifException failure -> throw failure;
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }

    private static final ExecutorService THREADS =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("onvif-", 0).factory());

    private Concurrently() {}

    public static <T> Started<T> start(Call<T> call) {
        Callable<T> task = call::run;
        return new Started<>(THREADS.submit(task));
    }

    /** All of them, in order; the first failure in that order is thrown once all have ended. */
    public static <T> List<T> all(List<Call<T>> calls) throws OnvifException {
        List<Started<T>> started = calls.stream().map(Concurrently::start).toList();
        List<T> results = new ArrayList<>();
        OnvifException first = null;
        for (Started<T> one : started) {
            try {
                results.add(one.await());
            } catch (OnvifException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return results;
    }
}
