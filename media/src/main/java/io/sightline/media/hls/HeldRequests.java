package io.sightline.media.hls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests for what is not there yet, until it is there or they have waited long enough. Meanwhile
 * they hold no thread.
 *
 * <p>For any thread; {@link #answer} for one at a time.
 */
final class HeldRequests<Q, A> {

    private static final Logger log = LoggerFactory.getLogger(HeldRequests.class);

    /** Held at once; more are not taken. */
    private static final int MOST = 10_000;

    private record Held<Q, A>(Q request, long deadlineNanos, Consumer<A> answer) {}

    private final String streamName;
    private final Function<Q, Optional<A>> ready;
    private final Function<Q, A> tooLate;

    // Guarded by this.
    private final List<Held<Q, A>> held = new ArrayList<>();
    private boolean closed;

    /**
     * @param streamName for the log
     * @param ready what can be said to a request now, or empty when it has to wait
     * @param tooLate what is said to one that has waited long enough
     */
    HeldRequests(String streamName, Function<Q, Optional<A>> ready, Function<Q, A> tooLate) {
        this.streamName = streamName;
        this.ready = ready;
        this.tooLate = tooLate;
    }

    /**
     * @return false when it is not held, and will not be answered from here
     */
    synchronized boolean hold(Q request, Duration patience, Consumer<A> answer) {
        if (closed || held.size() >= MOST) {
            return false;
        }
        held.add(new Held<>(request, System.nanoTime() + patience.toNanos(), answer));
        return true;
    }

    synchronized boolean isEmpty() {
        return held.isEmpty();
    }

    /** Holds nothing any more: what is held is too late the next time that it is looked at. */
    synchronized void close() {
        closed = true;
    }

    /** Answers those to whom something can be said now. */
    void answer() {
        long now = System.nanoTime();
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            held.removeIf(each -> takeAnswer(each, now, answers));
        }
        answers.forEach(this::run);
    }

    private boolean takeAnswer(Held<Q, A> each, long now, List<Runnable> answers) {
        Optional<A> answer = ready.apply(each.request());
        if (answer.isEmpty() && (closed || now - each.deadlineNanos() >= 0)) {
            answer = Optional.of(tooLate.apply(each.request()));
        }
        answer.ifPresent(known -> answers.add(() -> each.answer().accept(known)));
        return answer.isPresent();
    }

    /** One request's failure must not keep the answers from the others. */
    private void run(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            log.warn("[stream:{}] an HLS request failed: {}", streamName, e.toString(), e);
        }
    }
}
