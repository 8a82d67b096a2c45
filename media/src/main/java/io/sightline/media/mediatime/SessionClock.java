package io.sightline.media.mediatime;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The timeline of one session, on which all its tracks are in step and which starts near 0, and the
 * time of day of every point on it.
 *
 * <p>The <em>reference</em> track (video, where there is one) keeps its sender's intervals to the
 * tick. The others are put in step with it: at first by {@code RTP-Info} where plausible, else by
 * arrival; later by RTCP sender reports, which tell the truth where they agree with themselves.
 *
 * <p>The time of day comes from the reference track's sender reports while they are within {@link
 * #MAX_REPORT_ERROR_MICROS} of the server's clock, else from arrival, and moves against media time
 * by at most {@link #MAX_SLEW_PPM}. A jump of a clock that this can't follow is reported and the
 * timeline starts again.
 *
 * <p>For the stream's media loop only.
 */
public final class SessionClock {

    /** A sender report further from the server's clock tells the time of a clock nobody set. */
    public static final long MAX_REPORT_ERROR_MICROS = 2_000_000;

    /** How fast the time of day may run against media time. */
    public static final long MAX_SLEW_PPM = 500;

    /** {@link #ptsTicks} of an access unit that came too late to keep its place. */
    public static final long TOO_LATE = Long.MIN_VALUE;

    /** Leading pictures after the first key frame come before it; they must not be negative. */
    private static final long REORDER_HEADROOM_MICROS = 500_000;

    private static final long MAX_STEP_BACK_MICROS = 100_000;
    private static final long MAX_REORDER_BACK_MICROS = 1_500_000;
    private static final long MAX_STEP_AHEAD_MICROS = 3_000_000;

    private static final long MAX_RTP_INFO_MICROS = 2_000_000;
    private static final long MAX_RTP_INFO_ERROR_MICROS = 1_000_000;

    /** Called when a clock jumped and the timeline starts again. */
    @FunctionalInterface
    public interface JumpListener {
        void clockJumped(String reason);
    }

    /**
     * One track of the session.
     *
     * @param clockRateHz of its RTP timestamps
     * @param timescaleHz of its presentation times
     * @param video whether it can be the reference track
     * @param reorders whether decoding order may differ from output order
     */
    public record Track(int clockRateHz, int timescaleHz, boolean video, boolean reorders) {}

    private final TrackClock[] tracks;
    private final TrackClock reference;
    private final Alignment alignment;
    private final ServerClock serverClock;
    private final JumpListener listener;
    private final TimeOfDay timeOfDay = new TimeOfDay();
    private final DriftEstimate drift = new DriftEstimate();
    private boolean started;
    private long startNanos;

    public SessionClock(
            List<Track> tracks, InstantSource clock, long nowNanos, JumpListener listener) {
        this.tracks = new TrackClock[tracks.size()];
        int referenceIndex = 0;
        for (int i = tracks.size() - 1; i >= 0; i--) {
            Track track = tracks.get(i);
            this.tracks[i] =
                    new TrackClock(track.clockRateHz(), track.timescaleHz(), track.reorders());
            this.tracks[i].forget();
            referenceIndex = track.video() ? i : referenceIndex;
        }
        this.reference = this.tracks[referenceIndex];
        this.alignment = new Alignment(reference);
        this.serverClock = new ServerClock(clock, nowNanos);
        this.listener = listener;
    }

    /** What {@code RTP-Info} said (RFC 2326 §12.33). Before the track's first packet. */
    public void rtpInfo(int track, long rtpTime) {
        tracks[track].rtpInfoTime = rtpTime;
    }

    /** The track's format changed. */
    public void reorders(int track, boolean reorders) {
        tracks[track].reorders = reorders;
    }

    /**
     * Where the access unit that begins now lies on the session's timeline, in the track's
     * timescale. Once for each access unit, before any of it is put into a buffer: the listener may
     * be called, and starts the buffers anew.
     *
     * @return ticks that grow on tracks that don't reorder, or {@link #TOO_LATE}
     */
    public long ptsTicks(int track, int rtpTimestamp, long arrivalNanos) {
        TrackClock clock = tracks[track];
        long ticks = clock.unwrapper.unwrap(rtpTimestamp);
        checkServerClock(arrivalNanos);
        if (clock.anchored && jumped(clock, ticks, arrivalNanos)) {
            if (clock == reference) {
                startAgain(jumpReason(clock, ticks));
            } else {
                clock.anchored = false;
            }
        }
        if (!clock.anchored) {
            anchor(clock, ticks, arrivalNanos);
        }
        if (clock != reference) {
            alignment.correct(clock, arrivalNanos);
        }
        clock.seen(ticks);
        observe(clock, ticks, arrivalNanos);
        return inOrder(clock, clock.ptsTicks(ticks));
    }

    /** The time of day of a point on the timeline, microseconds since the epoch. */
    public long wallClockMicros(int track, long ptsTicks) {
        return timeOfDay.at(TrackClock.scale(ptsTicks, 1_000_000, tracks[track].timescaleHz));
    }

    /** Whether {@link #driftPpm} has a value yet. */
    public boolean driftKnown() {
        return drift.known();
    }

    /** How much faster than ours the reference track's clock runs, in parts per million. */
    public double driftPpm() {
        return drift.ppm();
    }

    /**
     * An RTCP sender report: at {@code ntp} on the sender's clock the RTP clock showed {@code
     * rtpTimestamp}.
     */
    public void senderReport(int track, long ntp, int rtpTimestamp, long arrivalNanos) {
        TrackClock clock = tracks[track];
        if (!clock.anchored || ntp == 0) {
            return; // RFC 3550 §6.4.1: 0 means that the sender has no clock
        }
        if (!clock.report(NtpTime.toUnixMicros(ntp), rtpTimestamp)) {
            return; // not this track's RTP clock: cameras put 0 or the time of day there
        }
        if (clock == reference) {
            timeOfDayFromReport(clock, arrivalNanos);
        } else {
            alignment.byReports(clock);
        }
    }

    private void anchor(TrackClock clock, long ticks, long arrivalNanos) {
        if (!started) {
            started = true;
            startNanos = arrivalNanos;
        }
        long byArrival = TimeUnit.NANOSECONDS.toMicros(arrivalNanos - startNanos) + headroom();
        clock.anchor(ticks, byRtpInfo(clock, ticks, byArrival));
        if (!timeOfDay.isSet()) {
            timeOfDay.set(clock.micros(ticks), serverClock.micros(arrivalNanos), arrivalNanos);
        }
    }

    /**
     * All {@code rtptime}s name the same moment. Used when every track has one and it is close to
     * what arrival says: cameras send 0, or that of another session.
     */
    private long byRtpInfo(TrackClock clock, long ticks, long byArrival) {
        for (TrackClock each : tracks) {
            if (!each.hasRtpInfo()) {
                return byArrival;
            }
        }
        long sinceInfo = ticks - clock.unwrapper.nearest((int) clock.rtpInfoTime);
        long micros = TrackClock.scale(sinceInfo, 1_000_000, clock.clockRateHz);
        long candidate = micros + headroom();
        boolean plausible =
                micros >= 0
                        && micros <= MAX_RTP_INFO_MICROS
                        && Math.abs(candidate - byArrival) <= MAX_RTP_INFO_ERROR_MICROS;
        clock.rtpInfoTime = plausible ? clock.rtpInfoTime : -1;
        return plausible ? candidate : byArrival;
    }

    private long headroom() {
        for (TrackClock each : tracks) {
            if (each.reorders) {
                return REORDER_HEADROOM_MICROS;
            }
        }
        return 0;
    }

    private boolean jumped(TrackClock clock, long ticks, long arrivalNanos) {
        long advance = clock.advanceMicros(ticks);
        if (advance < 0) {
            long tolerated = clock.reorders ? MAX_REORDER_BACK_MICROS : MAX_STEP_BACK_MICROS;
            return -advance > tolerated;
        }
        return advance > MAX_STEP_AHEAD_MICROS
                && clock.lead.known()
                && leadMicros(clock, ticks, arrivalNanos) - clock.lead.bestMicros()
                        > MAX_STEP_AHEAD_MICROS;
    }

    private static String jumpReason(TrackClock clock, long ticks) {
        return String.format(
                Locale.ROOT,
                "the source's clock jumped by %+.3f s",
                clock.advanceMicros(ticks) / 1e6);
    }

    private long leadMicros(TrackClock clock, long ticks, long arrivalNanos) {
        return clock.micros(ticks) - TimeUnit.NANOSECONDS.toMicros(arrivalNanos - startNanos);
    }

    /** Access units of a track that does not reorder follow each other. */
    private long inOrder(TrackClock clock, long ptsTicks) {
        if (clock.reorders || ptsTicks > clock.lastPtsTicks()) {
            clock.lastPtsTicks(ptsTicks);
            return ptsTicks;
        }
        if (clock != reference) {
            return TOO_LATE;
        }
        clock.lastPtsTicks(clock.lastPtsTicks() + 1);
        return clock.lastPtsTicks();
    }

    private void observe(TrackClock clock, long ticks, long arrivalNanos) {
        long elapsed = TimeUnit.NANOSECONDS.toMicros(arrivalNanos - startNanos);
        boolean windowCompleted = clock.lead.add(clock.micros(ticks) - elapsed, elapsed);
        if (clock == reference) {
            if (windowCompleted) {
                drift.add(clock.lead.previousMicros(), elapsed);
            }
            long best = serverClock.micros(startNanos) - clock.lead.bestMicros();
            timeOfDay.slew(best, arrivalNanos);
        } else if (windowCompleted) {
            alignment.byArrival(clock);
        }
    }

    private void timeOfDayFromReport(TrackClock clock, long arrivalNanos) {
        long error = clock.reportMicros - serverClock.micros(arrivalNanos);
        if (clock.reportsAgree && Math.abs(error) <= MAX_REPORT_ERROR_MICROS) {
            timeOfDay.report(clock.micros(clock.reportTicks), clock.reportMicros, arrivalNanos);
        } else {
            timeOfDay.reportRefused();
        }
    }

    private void checkServerClock(long nowNanos) {
        long step = serverClock.follow(nowNanos);
        if (!started) {
            return;
        }
        if (step != 0) {
            startAgain(
                    String.format(
                            Locale.ROOT, "the server's clock was set by %+.3f s", step / 1e6));
        } else if (timeOfDay.hopeless()) {
            startAgain("the source's clock runs at another speed");
        }
    }

    private void startAgain(String reason) {
        started = false;
        timeOfDay.forget();
        drift.clear();
        for (TrackClock each : tracks) {
            each.forget();
        }
        listener.clockJumped(reason);
    }
}
