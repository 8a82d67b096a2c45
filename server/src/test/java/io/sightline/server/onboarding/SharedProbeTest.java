package io.sightline.server.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.onvif.discovery.DiscoveredDevice;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharedProbeTest {

    private static final Duration TIME = Duration.ofSeconds(3);

    private final AtomicInteger probes = new AtomicInteger();

    @Test
    void listensOnceForAllWhoAskMeanwhile() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<DiscoveredDevice> found = List.of();
        SharedProbe shared =
                new SharedProbe(
                        _ -> {
                            probes.incrementAndGet();
                            await(over);
                            return found;
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<DiscoveredDevice>> look = () -> shared.look(TIME);
            Future<List<DiscoveredDevice>> first = threads.submit(look);
            Eventually.await("somebody listens", () -> probes.get() == 1);
            AtomicReference<Thread> other = new AtomicReference<>();
            Future<List<DiscoveredDevice>> second =
                    threads.submit(
                            () -> {
                                other.set(Thread.currentThread());
                                return shared.look(TIME);
                            });
            Eventually.await(
                    "another one waits",
                    () -> {
                        Thread asks = other.get();
                        return asks != null && asks.getState() == Thread.State.WAITING;
                    });
            over.countDown();

            assertThat(first.get()).isSameAs(found);
            assertThat(second.get()).isSameAs(found);
            assertThat(probes).hasValue(1);
        }
    }

    @Test
    void listensAgainForWhoComesLater() {
        SharedProbe shared =
                new SharedProbe(
                        _ -> {
                            probes.incrementAndGet();
                            return List.of();
                        });

        shared.look(TIME);
        shared.look(TIME);

        assertThat(probes).hasValue(2);
    }

    @Test
    void isFreeAgainAfterAFailure() {
        SharedProbe shared =
                new SharedProbe(
                        _ -> {
                            if (probes.incrementAndGet() == 1) {
                                throw new UncheckedIOException(new IOException("no network"));
                            }
                            return List.of();
                        });

        assertThatThrownBy(() -> shared.look(TIME)).hasMessageContaining("no network");
        assertThat(shared.look(TIME)).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
