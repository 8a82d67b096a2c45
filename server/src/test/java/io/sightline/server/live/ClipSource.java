package io.sightline.server.live;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioSpecificConfig;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H264ParameterSets;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import io.sightline.simulator.clip.Clip;
import io.sightline.simulator.clip.EncodedUnit;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A camera that plays a clip in a loop into its stream, without a network between. */
final class ClipSource implements Source {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int DELIMITER = 9;

    private volatile Clip clip;
    private volatile boolean failing;
    private volatile boolean started;

    // Owned by the loop.
    private @Nullable StreamInput input;
    private MediaLoop.@Nullable Timer timer;
    private @Nullable Clip playing;
    private long sessionStartNanos;
    private long wallStartMicros;
    private long videoUnits;
    private long audioUnits;
    private boolean inSession;

    ClipSource(Clip clip) {
        this.clip = clip;
    }

    /** From the next picture on the camera shows another clip, in a new session. */
    void play(Clip other) {
        clip = other;
    }

    /** The camera goes away, or comes back. */
    void fail(boolean away) {
        failing = away;
    }

    boolean isRunning() {
        return started;
    }

    @Override
    public void start(StreamInput newInput) {
        input = newInput;
        started = true;
        inSession = false;
        newInput.connecting();
        timer = newInput.loop().schedule(TICK, this::tick);
    }

    @Override
    public void stop() {
        started = false;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void tick() {
        StreamInput into = input;
        if (!started || into == null) {
            return;
        }
        timer = into.loop().schedule(TICK, this::tick);
        if (failing) {
            if (inSession || playing == null) {
                inSession = false;
                playing = clip;
                into.failed(
                        new StreamFailure(StreamFailure.Type.UNREACHABLE, "No route to the camera"),
                        Duration.ofSeconds(3));
            }
            return;
        }
        if (!inSession || playing != clip) {
            begin(into);
        }
        deliverDue(into);
    }

    private void begin(StreamInput into) {
        playing = clip;
        inSession = true;
        sessionStartNanos = System.nanoTime();
        wallStartMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        videoUnits = 0;
        audioUnits = 0;
        List<TrackFormat> tracks = new ArrayList<>();
        tracks.add(video(clip));
        if (!clip.audio().isEmpty()) {
            tracks.add(audio(clip));
        }
        into.beginSession(tracks);
    }

    private void deliverDue(StreamInput into) {
        Clip loop = java.util.Objects.requireNonNull(playing);
        double elapsed = (System.nanoTime() - sessionStartNanos) / 1e9;
        double frameSeconds = 1.0 / loop.spec().framesPerSecond();
        while (videoUnits * frameSeconds < elapsed) {
            publishVideo(into, loop.video().get((int) (videoUnits % loop.video().size())), loop);
            videoUnits++;
        }
        if (loop.audio().isEmpty()) {
            return;
        }
        int rate = loop.spec().audio().sampleRateHz();
        int samples = loop.spec().audio().samplesPerFrame();
        while ((double) audioUnits * samples / rate < elapsed) {
            EncodedUnit unit = loop.audio().get((int) (audioUnits % loop.audio().size()));
            into.buffer(1).append(unit.data().duplicate());
            long ticks = audioUnits * samples;
            into.publish(1, ticks, wallStartMicros + ticks * 1_000_000L / rate, true);
            audioUnits++;
        }
    }

    private void publishVideo(StreamInput into, EncodedUnit unit, Clip loop) {
        AccessUnitBuffer buffer = into.buffer(0);
        for (ByteBuffer nal : nalUnits(unit.data())) {
            int type = nal.get(nal.position()) & 0x1F;
            if (type != SPS && type != PPS && type != DELIMITER) {
                buffer.beginNalUnit();
                buffer.append(nal);
                buffer.endNalUnit();
            }
        }
        long loops = videoUnits / loop.video().size();
        long ticks = loops * loop.spec().seconds() * 90_000L + unit.ptsTicks();
        into.publish(0, ticks, wallStartMicros + ticks * 100 / 9, unit.keyFrame());
    }

    private static H264Format video(Clip clip) {
        H264ParameterSets sets = new H264ParameterSets();
        for (ByteBuffer nal : nalUnits(clip.video().getFirst().data())) {
            int type = nal.get(nal.position()) & 0x1F;
            if (type == SPS || type == PPS) {
                sets.offer(nal);
            }
        }
        return sets.format().orElseThrow();
    }

    private static AacFormat audio(Clip clip) {
        int rate = clip.spec().audio().sampleRateHz();
        ByteSequence config = AudioSpecificConfig.ofLowComplexity(rate, 2);
        return AudioSpecificConfig.parse(config).toOptional().orElseThrow();
    }

    /** The NAL units between Annex B start codes. */
    private static List<ByteBuffer> nalUnits(ByteBuffer annexB) {
        List<ByteBuffer> units = new ArrayList<>();
        int start = -1;
        int zeros = 0;
        for (int i = annexB.position(); i < annexB.limit(); i++) {
            int value = annexB.get(i);
            if (value == 1 && zeros >= 2) {
                if (start >= 0) {
                    units.add(unit(annexB, start, i - zeros));
                }
                start = i + 1;
            }
            zeros = value == 0 ? zeros + 1 : 0;
        }
        units.add(unit(annexB, start, annexB.limit()));
        return units;
    }

    private static ByteBuffer unit(ByteBuffer annexB, int start, int end) {
        return annexB.slice(start, end - start);
    }
}
