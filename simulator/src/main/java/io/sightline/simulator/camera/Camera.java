package io.sightline.simulator.camera;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.rtp.RtpUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * A camera that doesn't exist: tracks that are loops of a clip, and at most one that is drawn live.
 * Each receiver has its own place in the loops, beginning with a key frame.
 *
 * <p>Receivers are owned by the farm's loop; counters, state and faults are for any thread.
 */
public final class Camera {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NO_FRAME_RATE = 0;

    private final String name;
    private final MediaLoop loop;
    private final InstantSource clock;
    private final Schedule schedule;
    private final RandomGenerator random;
    private final List<Tape> tapes;
    private final Optional<TrackDescription> liveVideo;
    private final List<Receiver> receivers = new ArrayList<>();
    private final AtomicLong framesSent = new AtomicLong();
    private final AtomicLong framesDropped = new AtomicLong();
    private final AtomicLongArray sentMicros;
    private volatile Tape tape;
    private volatile CameraState state = CameraState.SOUND;
    private volatile Optional<Credentials> credentials = Optional.empty();

    /**
     * When frames are due: cameras of a farm take turns, so that they don't all send at once.
     *
     * @param phase part of a frame's time by which this camera is behind, 0 … 1
     */
    public record Schedule(int framesPerSecond, double phase) {}

    /**
     * Plays {@code tapes.getFirst()} in a loop.
     *
     * @param tapes of which {@link Fault.SwitchClip} takes the next
     */
    public static Camera looped(
            String name,
            List<Tape> tapes,
            double phase,
            MediaLoop loop,
            InstantSource clock,
            long seed) {
        Schedule schedule = new Schedule(tapes.getFirst().framesPerSecond(), phase);
        return new Camera(name, tapes, Optional.empty(), schedule, loop, clock, seed);
    }

    /** Shows what {@link #publish} is given; the tape holds its sound, if any. */
    public static Camera live(
            String name, TrackDescription video, Tape sound, MediaLoop loop, InstantSource clock) {
        return new Camera(
                name,
                List.of(sound),
                Optional.of(video),
                new Schedule(NO_FRAME_RATE, 0),
                loop,
                clock,
                name.hashCode());
    }

    private Camera(
            String name,
            List<Tape> tapes,
            Optional<TrackDescription> liveVideo,
            Schedule schedule,
            MediaLoop loop,
            InstantSource clock,
            long seed) {
        this.name = name;
        this.tapes = List.copyOf(tapes);
        this.tape = this.tapes.getFirst();
        this.liveVideo = liveVideo;
        this.schedule = schedule;
        this.loop = loop;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.sentMicros = new AtomicLongArray(Math.max(1, tape.videoFrames()));
    }

    public String name() {
        return name;
    }

    /** Its tracks in the order of their numbers. */
    public List<TrackDescription> descriptions() {
        List<TrackDescription> all = new ArrayList<>();
        liveVideo.ifPresent(all::add);
        tape.tracks().forEach(track -> all.add(track.description()));
        return all;
    }

    public CameraState state() {
        return state;
    }

    /** Makes something go wrong, or right again. Takes effect within a round of the loop. */
    public void inflict(Fault fault) {
        loop.execute(() -> apply(fault));
    }

    private void apply(Fault fault) {
        state = state.with(fault);
        switch (fault) {
            case Fault.Close _ -> List.copyOf(receivers).forEach(Receiver::disconnect);
            case Fault.JumpTimestamps jump ->
                    receivers.forEach(receiver -> receiver.jumpTimestamps(jump.by().toNanos()));
            case Fault.SwitchClip _ -> {
                tape = tapes.get((tapes.indexOf(tape) + 1) % tapes.size());
                receivers.forEach(receiver -> receiver.switchTo(tape.tracks()));
            }
            case Fault.Heal _,
                    Fault.DropPackets _,
                    Fault.Stall _,
                    Fault.LoseAudio _,
                    Fault.JumpWallClock _,
                    Fault.AnswerStatus _,
                    Fault.WrongAnswers _ -> {}
        }
    }

    /** Asks for these from now on; empty asks for none. */
    public void require(Optional<Credentials> required) {
        credentials = required;
    }

    public Optional<Credentials> credentials() {
        return credentials;
    }

    /** Video frames given to the network since the camera was made, to all receivers together. */
    public long framesSent() {
        return framesSent.get();
    }

    /** Video frames left out because a receiver was too slow. */
    public long framesDropped() {
        return framesDropped.get();
    }

    /**
     * When the frame with this number in its bar code was last sent, microseconds since the epoch.
     */
    public OptionalLong sentMicros(int frameNumber) {
        long micros = sentMicros.get(frameNumber % sentMicros.length());
        return micros == 0 ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** Length of the loop in frames, after which bar codes repeat; 1 for a live picture. */
    public int loopFrames() {
        return sentMicros.length();
    }

    /** A new receiver; {@code disconnect} closes its connection. */
    public Receiver receiver(Runnable disconnect) {
        return new Receiver(this, disconnect);
    }

    /** A picture taken at {@code captureNanos} ({@link System#nanoTime}). On the loop only. */
    public void publish(RtpUnit unit, long captureNanos) {
        for (Receiver receiver : List.copyOf(receivers)) {
            receiver.sendLive(0, unit, captureNanos, state);
        }
    }

    /** Sends what is due. On the loop only. */
    public void tick(long nowNanos) {
        // By index: a receiver that turns out to be gone takes itself off the list.
        for (int i = receivers.size() - 1; i >= 0; i--) {
            receivers.get(i).tick(nowNanos, state);
        }
    }

    TrackDescription description(int track) {
        return descriptions().get(track);
    }

    Optional<LoopTrack> loopTrack(int track) {
        int index = track - (liveVideo.isPresent() ? 1 : 0);
        return index < 0 ? Optional.empty() : Optional.of(tape.tracks().get(index));
    }

    RandomGenerator random() {
        return random;
    }

    void joined(Receiver receiver) {
        receivers.add(receiver);
    }

    void left(Receiver receiver) {
        receivers.remove(receiver);
    }

    /** The first moment from now on that has this camera's phase. */
    long nextFrameSlot(long nowNanos) {
        if (schedule.framesPerSecond() == NO_FRAME_RATE) {
            return nowNanos;
        }
        long frameNanos = NANOS_PER_SECOND / schedule.framesPerSecond();
        long phaseNanos = (long) (schedule.phase() * frameNanos);
        return nowNanos + Math.floorMod(phaseNanos - nowNanos, frameNanos);
    }

    void frameOffered(int frameNumber, boolean sent) {
        if (sent) {
            framesSent.lazySet(framesSent.get() + 1);
            sentMicros.lazySet(frameNumber % sentMicros.length(), micros(clock.instant()));
        } else {
            framesDropped.lazySet(framesDropped.get() + 1);
        }
    }

    /** What the camera believes the time to be. */
    long wallClockMicros() {
        return micros(clock.instant().plus(state.wallClockOffset()));
    }

    private static long micros(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1_000;
    }
}
