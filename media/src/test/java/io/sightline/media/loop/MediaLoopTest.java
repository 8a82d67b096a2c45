package io.sightline.media.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.testing.Eventually;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MediaLoopTest {

    private final MediaLoop loop = MediaLoop.start("loop-under-test", Duration.ofMillis(2));

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void runsTasksInTheOrderSubmitted() throws Exception {
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        loop.execute(done::countDown);
        done.await();
        assertThat(order).hasSize(1_000).isSorted();
    }

    @Test
    void goesOnAfterATaskThrows() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(
                () -> {
                    throw new IllegalStateException("meant to fail");
                });
        loop.execute(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsTimersInTheOrderOfTheirTimesAndNotTooEarly() throws Exception {
        List<String> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        long start = System.nanoTime();
        loop.schedule(
                Duration.ofMillis(60),
                () -> {
                    order.add("late");
                    done.countDown();
                });
        loop.schedule(Duration.ofMillis(20), () -> order.add("early"));
        done.await();
        assertThat(order).containsExactly("early", "late");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000L);
    }

    @Test
    void letsGoWhatACancelledTimerWouldHaveUsed() {
        Reference<byte[]> buffers = cancelledTimerWithBuffers();
        Eventually.await(
                "the buffers are collected",
                () -> {
                    System.gc();
                    return buffers.refersTo(null);
                });
    }

    @Test
    void runsARepeatedTimerUntilItIsCancelled() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        long start = System.nanoTime();
        MediaLoop.Timer timer =
                loop.every(
                        Duration.ofMillis(20),
                        () -> {
                            runs.incrementAndGet();
                            third.countDown();
                        });
        third.await();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000L);
        CountDownLatch later = new CountDownLatch(1);
        AtomicInteger runsWhenCancelled = new AtomicInteger();
        loop.execute(
                () -> {
                    timer.cancel();
                    runsWhenCancelled.set(runs.get());
                    loop.schedule(Duration.ofMillis(60), later::countDown);
                });
        later.await();
        assertThat(runs).hasValue(runsWhenCancelled.get());
    }

    /** Of a method of its own, so that nothing of it is on the stack any more. */
    private Reference<byte[]> cancelledTimerWithBuffers() {
        byte[] buffers = new byte[64 << 10];
        loop.schedule(Duration.ofMinutes(1), () -> assertThat(buffers).isEmpty()).cancel();
        return new WeakReference<>(buffers);
    }

    @Test
    void doesNotRunACancelledTimer() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(20), runs::incrementAndGet).cancel();
        loop.schedule(Duration.ofMillis(40), done::countDown);
        done.await();
        assertThat(runs).hasValue(0);
    }

    @Test
    void refusesWhatBelongsToTheLoopOnOtherThreads() {
        assertThatThrownBy(loop::readBuffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void deliversReadableBytesToTheHandler() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    SocketChannel accepted = server.accept()) {
                accepted.configureBlocking(false);
                loop.execute(() -> readOnce(accepted, received));
                client.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
                assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
            }
        }
    }

    private void readOnce(SocketChannel channel, CompletableFuture<String> received) {
        try {
            loop.register(
                    channel,
                    SelectionKey.OP_READ,
                    key -> {
                        ByteBuffer buffer = loop.readBuffer();
                        try {
                            channel.read(buffer);
                            received.complete(
                                    StandardCharsets.US_ASCII.decode(buffer.flip()).toString());
                        } catch (IOException e) {
                            received.completeExceptionally(e);
                        }
                    });
        } catch (IOException e) {
            received.completeExceptionally(e);
        }
    }

    @Test
    void closingClosesTheChannelsRegistered() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.configureBlocking(false);
            CountDownLatch registered = new CountDownLatch(1);
            loop.execute(
                    () -> {
                        try {
                            loop.register(server, SelectionKey.OP_ACCEPT, key -> {});
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                        registered.countDown();
                    });
            registered.await();
            loop.close();
            assertThat(server.isOpen()).isFalse();
        }
    }
}
