package io.sightline.onvif.ptz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.onvif.soap.OnvifException;
import io.sightline.testing.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CommandLaneTest {

    private final CommandLane lane = new CommandLane();
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    private Thread inBackground(Runnable run) {
        Thread thread = Thread.ofPlatform().start(run);
        Eventually.await(
                "its place in the lane",
                () ->
                        thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TERMINATED);
        return thread;
    }

    private void move(String name) {
        try {
            lane.move(() -> sent.add(name));
        } catch (OnvifException e) {
            throw new AssertionError(e);
        }
    }

    private void stop() {
        try {
            lane.stop(() -> sent.add("stop at once"), () -> sent.add("stop"));
        } catch (OnvifException e) {
            throw new AssertionError(e);
        }
    }

    /** A slow camera has a move in hand; what comes meanwhile is one stop and two newer moves. */
    @Test
    void dropsMovesThatWereOvertakenAndNeverAStop() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(
                inBackground(
                        () -> {
                            try {
                                lane.move(
                                        () -> {
                                            sent.add("first");
                                            awaitQuietly(answered);
                                        });
                            } catch (OnvifException e) {
                                throw new AssertionError(e);
                            }
                        }));
        threads.add(inBackground(() -> move("overtaken")));
        threads.add(inBackground(this::stop));
        threads.add(inBackground(() -> move("overtaken too")));
        threads.add(inBackground(() -> move("last")));
        answered.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sent).containsExactly("first", "stop at once", "stop", "last");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
