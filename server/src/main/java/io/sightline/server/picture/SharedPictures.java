package io.sightline.server.picture;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Pictures that are made once for all who ask for them, and kept for a while. Who asks while one is
 * being made waits for it; a failure is told to all who wait, and not kept.
 */
final class SharedPictures<K> {

    /** What makes a picture. */
    @FunctionalInterface
    interface Maker {
        Picture make() throws PictureException, InterruptedException;
    }

    private final Cache<K, Picture> kept;
    private final Executor executor;
    private final Map<K, CompletableFuture<Picture>> inTheMaking = new ConcurrentHashMap<>();

    /**
     * @param executor makes them, so that who gives up waiting does not take it from the others
     */
    SharedPictures(Cache<K, Picture> kept, Executor executor) {
        this.kept = kept;
        this.executor = executor;
    }

    Picture get(K key, Maker maker) throws PictureException, InterruptedException {
        Picture known = kept.getIfPresent(key);
        if (known != null) {
            return known;
        }
        CompletableFuture<Picture> mine = new CompletableFuture<>();
        CompletableFuture<Picture> others = inTheMaking.putIfAbsent(key, mine);
        if (others == null) {
            executor.execute(() -> make(key, maker, mine));
        }
        try {
            return (others == null ? mine : others).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PictureException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void make(K key, Maker maker, CompletableFuture<Picture> result) {
        try {
            Picture made = maker.make();
            kept.put(key, made);
            result.complete(made);
        } catch (Throwable e) {
            result.completeExceptionally(e);
        } finally {
            inTheMaking.remove(key, result);
        }
    }
}
