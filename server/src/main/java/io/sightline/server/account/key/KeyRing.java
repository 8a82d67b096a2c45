package io.sightline.server.account.key;

import io.sightline.server.access.ApiKeys;
import io.sightline.server.database.Database;
import io.sightline.server.secret.RandomToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All API keys, held in memory: they are asked for with each request of a program, media included.
 * When a key was last used is written down once a minute.
 *
 * <p>Safe for use by any thread; {@link #find} never blocks.
 */
public final class KeyRing implements ApiKeys, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration WRITE_USES_EVERY = Duration.ofMinutes(1);

    private final ApiKeyRepository repository;
    private final Database database;
    private final InstantSource clock;
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("api-key-uses").daemon().factory());
    private volatile Keys keys;
    private volatile boolean running;

    private record Keys(Map<String, StoredApiKey> byHash, Map<String, StoredApiKey> byId) {}

    public KeyRing(Database database, InstantSource clock) {
        this.repository = new ApiKeyRepository(database);
        this.database = database;
        this.clock = clock;
        keys = load();
    }

    /** Reads the rows anew; called after each transaction that changed them. */
    public synchronized void reload() {
        keys = load();
    }

    private Keys load() {
        Map<String, StoredApiKey> byHash = new HashMap<>();
        Map<String, StoredApiKey> byId = new HashMap<>();
        for (ApiKeyRepository.Row row : repository.all()) {
            byHash.put(row.hash(), row.key());
            byId.put(row.key().id(), row.key());
        }
        return new Keys(Map.copyOf(byHash), Map.copyOf(byId));
    }

    @Override
    public Optional<ApiKey> find(String key) {
        return good(keys.byHash().get(RandomToken.hash(key)));
    }

    @Override
    public Optional<ApiKey> findById(String id) {
        return good(keys.byId().get(id));
    }

    private Optional<ApiKey> good(@Nullable StoredApiKey key) {
        Instant now = clock.instant();
        if (key == null || !key.isGoodAt(now)) {
            return Optional.empty();
        }
        uses.put(key.id(), now);
        return Optional.of(new ApiKey(key.id(), key.accountId(), key.scopes()));
    }

    /** When a key was last used, if that is not written down yet. */
    Optional<Instant> unwrittenUse(String id) {
        return Optional.ofNullable(uses.get(id));
    }

    private void writeUses() {
        Map<String, Instant> written = Map.copyOf(uses);
        if (written.isEmpty()) {
            return;
        }
        try {
            database.transaction(() -> repository.used(written));
            written.forEach(uses::remove);
        } catch (RuntimeException e) {
            log.warn("[api-key:all] could not write down their uses: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        long seconds = WRITE_USES_EVERY.toSeconds();
        var _ = timer.scheduleWithFixedDelay(this::writeUses, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        writeUses();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
