package io.sightline.simulator.camera;

import java.time.Duration;

/** What can be wrong with a camera. Lasting faults stay until {@link Heal}; others happen once. */
public sealed interface Fault {

    /** Everything is right again. */
    record Heal() implements Fault {}

    /** Lasting: every packet is lost with this probability, 0 … 1. */
    record DropPackets(double share) implements Fault {
        public DropPackets {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is 0 … 1: " + share);
            }
        }
    }

    /** Lasting: sends nothing, closes nothing; goes on with a key frame once healed. */
    record Stall() implements Fault {}

    /** Once: closes its connections. */
    record Close() implements Fault {}

    /** Lasting: the sound stops, the picture goes on. */
    record LoseAudio() implements Fault {}

    /** Once: RTP timestamps of every track jump, forwards or backwards. */
    record JumpTimestamps(Duration by) implements Fault {}

    /** Once, kept until healed: the clock in sender reports jumps. */
    record JumpWallClock(Duration by) implements Fault {}

    /** Once: goes on with the farm's other clip, of another size. */
    record SwitchClip() implements Fault {}

    /** Lasting: answers every DESCRIBE with this status. */
    record AnswerStatus(int status) implements Fault {}

    /** Lasting: says things that it should not. */
    record WrongAnswers(Quirk quirk) implements Fault {}

    /** How an answer is wrong. */
    enum Quirk {
        /** Bytes that are no RTSP at all. */
        GIBBERISH,
        /** A sequence number that nobody asked with. */
        WRONG_CSEQ,
        /** A description without any media. */
        EMPTY_DESCRIPTION,
        /** A description with sound alone. */
        NO_VIDEO,
        /** Video in a codec that does not exist. */
        UNKNOWN_CODEC
    }
}
