package io.sightline.server.onboarding;

import io.sightline.server.camera.AddressPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** On which of some ports a host listens, all asked at once. */
final class OpenPorts {

    /** For who has not been asked yet. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    /**
     * For who has not answered before. A lost packet is sent once more after a second (RFC 6298
     * §2.1), and answered within this.
     */
    static final Duration SECOND_LOOK = Duration.ofMillis(1_300);

    /** When one port has answered, this long is waited for others that are liked better. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private OpenPorts() {}

    /** What came of one port: nothing went wrong if it is open. */
    private record Answer(int port, Optional<IOException> failure) {}

    /**
     * @param ports those first that are liked best
     * @param limit for the connection
     * @return in the order given; never empty
     * @throws OnboardingException when there is none
     */
    static List<Integer> of(
            String host, List<Integer> ports, AddressPolicy addresses, Duration limit)
            throws OnboardingException, InterruptedException {
        Set<Integer> open = new HashSet<>();
        BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        List<Thread> asking = new ArrayList<>();
        for (int port : ports) {
            asking.add(
                    Thread.ofVirtual().start(() -> answers.add(ask(host, port, addresses, limit))));
        }
        @Nullable IOException last = null;
        long deadline = System.nanoTime() + limit.plus(GRACE).toNanos();
        for (int missing = ports.size(); missing > 0; missing--) {
            Answer answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                break;
            }
            if (answer.failure().isPresent()) {
                last = answer.failure().get();
                continue;
            }
            open.add(answer.port());
            if (answer.port() == ports.getFirst()) {
                break;
            }
            deadline = Math.min(deadline, System.nanoTime() + GRACE.toNanos());
        }
        asking.forEach(Thread::interrupt);
        if (open.isEmpty()) {
            throw failure(host, last);
        }
        return ports.stream().filter(open::contains).toList();
    }

    /** Connects and hangs up; interruptible. */
    private static Answer ask(String host, int port, AddressPolicy addresses, Duration limit) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(addresses.resolve(host, port), (int) limit.toMillis());
            return new Answer(port, Optional.empty());
        } catch (IOException e) {
            return new Answer(port, Optional.of(e));
        }
    }

    private static OnboardingException failure(String host, @Nullable IOException last) {
        return switch (last) {
            case UnknownHostException _ ->
                    new OnboardingException(
                            OnboardingException.UNREACHABLE,
                            "The name \"" + host + "\" is not known.",
                            true);
            case ConnectException _ ->
                    new OnboardingException(
                            "refused",
                            host + " is there, but nothing listens on the ports of a camera.",
                            true);
            case null, default ->
                    new OnboardingException(
                            OnboardingException.UNREACHABLE,
                            host + " does not answer on the network.",
                            true);
        };
    }
}
