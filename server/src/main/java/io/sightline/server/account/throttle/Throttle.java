package io.sightline.server.account.throttle;

import io.sightline.server.web.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;

/**
 * Slows down who guesses. Three counts apply to an attempt: all from an address, all failures for
 * an account, and failures for that account from that address, after each of which the wait grows.
 * Somebody who makes others' log-ins fail from elsewhere costs the owner nothing before the second
 * is used up.
 *
 * <p>An attempt is counted before it is known how it ends, so that a hundred at once are a hundred.
 */
public final class Throttle {

    /** What is attempted: each has counts of its own. */
    public enum Kind {
        LOG_IN,
        RESET,
        SECOND_FACTOR,
        TOKEN
    }

    private static final int IPV6_NETWORK_BYTES = 8;

    private final AttemptCounts counts;
    private final ThrottleProperties limits;

    public Throttle(AttemptCounts counts, ThrottleProperties limits) {
        this.counts = counts;
        this.limits = limits;
    }

    /** One attempt, which ends in one of two ways. */
    public final class Attempt {
        private final String account;
        private final String both;

        private Attempt(String account, String both) {
            this.account = account;
            this.both = both;
        }

        public void failed() {
            counts.failed(both, limits.freeFailures(), limits.firstDelay(), limits.longestDelay());
        }

        public void succeeded() {
            counts.giveBack(account);
            counts.succeeded(both);
        }

        /** It ended neither way: the server was busy. */
        public void withdrawn() {
            counts.giveBack(account);
        }
    }

    /**
     * @param account whatever stands for the account, whether it exists or not
     * @throws ProblemException 429 when it has to wait
     */
    public Attempt attempt(Kind kind, String account, String address) {
        String network = network(address);
        String ofAccount = kind + " account " + account;
        String ofBoth = kind + " both " + account + " " + network;
        Duration delay = counts.delay(ofBoth);
        if (delay.isPositive()) {
            throw tooMany(delay);
        }
        fromAddress(kind, address);
        counts.take(ofAccount, limits.perAccount(), Duration.ofHours(1))
                .ifPresent(
                        wait -> {
                            throw tooMany(wait);
                        });
        return new Attempt(ofAccount, ofBoth);
    }

    /**
     * For what names no account.
     *
     * @throws ProblemException 429 when it has to wait
     */
    public void fromAddress(Kind kind, String address) {
        fromAddress(kind, address, limits.perAddress());
    }

    /**
     * One refresh. Its token can't be guessed: this is for the server's sake.
     *
     * @throws ProblemException 429 when it has to wait
     */
    public void tokenCall(String address) {
        fromAddress(Kind.TOKEN, address, limits.tokenCalls());
    }

    private void fromAddress(Kind kind, String address, int aMinute) {
        counts.take(kind + " address " + network(address), aMinute, Duration.ofMinutes(1))
                .ifPresent(
                        wait -> {
                            throw tooMany(wait);
                        });
    }

    /** Whoever has an IPv6 address has 2⁶⁴ of them (RFC 6177). */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address ip
                    ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static ProblemException tooMany(Duration wait) {
        return ProblemException.tryLater(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-attempts",
                "Too many attempts",
                "This was tried too often.",
                wait);
    }
}
