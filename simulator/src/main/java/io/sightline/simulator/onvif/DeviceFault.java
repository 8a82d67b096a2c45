package io.sightline.simulator.onvif;

import java.time.Duration;

/** What a device does wrong until it is healed. */
public sealed interface DeviceFault {

    /** Everything is right again, but for the delay. */
    record Heal() implements DeviceFault {}

    /** Each answer takes a random time between these. */
    record Delay(Duration shortest, Duration longest) implements DeviceFault {
        /** As real cameras on a network. */
        public static final Delay USUAL = new Delay(Duration.ofMillis(50), Duration.ofMillis(300));

        public static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

        public Delay {
            if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException("from the shortest to the longest");
            }
        }
    }

    /** No password is right. */
    record WrongPassword() implements DeviceFault {}

    /** Every log-in is refused because of too many wrong ones. */
    record LockedAccount() implements DeviceFault {}

    /** The device's clock is ahead by this, or behind. */
    record ClockOff(Duration ahead) implements DeviceFault {}

    /** Answers are something else than SOAP. */
    record Garbage() implements DeviceFault {}

    /** Answers are cut in the middle. */
    record HalfAnswer() implements DeviceFault {}

    /** Requests are taken and never answered. */
    record NeverAnswers() implements DeviceFault {}

    /** Faults come with status 200. */
    record FaultsWithStatus200() implements DeviceFault {}

    /** There is neither GetServices nor Media2. */
    record OnlyMedia1() implements DeviceFault {}

    /** All addresses in answers have this host: {@code 192.168.254.7}, {@code 0.0.0.0}. */
    record NamesHost(String host) implements DeviceFault {}

    /** This operation is answered with a fault: not supported. */
    record Lacks(String operation) implements DeviceFault {}

    /** This operation is done at once, and answered only after so long. */
    record AnswersLate(String operation, Duration after) implements DeviceFault {}

    /** What is answered is a redirection to there. */
    record Redirects(String url) implements DeviceFault {}
}
