package io.sightline.simulator.camera;

import io.sightline.simulator.camera.TrackDescription.Kind;
import io.sightline.simulator.rtp.RtpUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who plays a camera: the tracks that were set up and the place in each. Starts with a key
 * frame. Owned by the farm's loop.
 */
public final class Receiver {

    private static final long REPORT_INTERVAL_NANOS = 5_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Camera camera;
    private final Runnable disconnect;
    private final List<Track> tracks = new ArrayList<>();
    private long startNanos;
    private long nextReportNanos;
    private boolean playing;

    private static final class Track {
        final int index;
        final TrackDescription description;
        final TrackSender sender;
        @Nullable Playhead playhead;
        boolean awaitsKeyFrame = true;
        boolean begun;

        Track(int index, TrackDescription description, TrackSender sender) {
            this.index = index;
            this.description = description;
            this.sender = sender;
        }
    }

    Receiver(Camera camera, Runnable disconnect) {
        this.camera = camera;
        this.disconnect = disconnect;
    }

    /** A track is wanted, by this way. */
    public void setUp(int track, PacketSink sink) {
        TrackDescription description = camera.description(track);
        tracks.removeIf(known -> known.index == track);
        tracks.add(
                new Track(
                        track,
                        description,
                        new TrackSender(sink, description.clockHz(), camera.random())));
    }

    public boolean hasTracks() {
        return !tracks.isEmpty();
    }

    /** Media flows from now on. */
    public void play(long nowNanos) {
        if (playing) {
            return;
        }
        playing = true;
        startNanos = camera.nextFrameSlot(nowNanos);
        nextReportNanos = startNanos;
        for (Track track : tracks) {
            camera.loopTrack(track.index)
                    .ifPresent(loop -> track.playhead = new Playhead(loop, startNanos));
        }
        camera.joined(this);
    }

    public void pause() {
        playing = false;
        camera.left(this);
    }

    /** One {@code url=…;seq=…;rtptime=…} of RTP-Info (RFC 2326 §12.33) for each track. */
    public List<String> rtpInfo(String baseUrl) {
        return tracks.stream()
                .map(
                        track ->
                                "url=%strack%d;seq=%d;rtptime=%d"
                                        .formatted(
                                                baseUrl,
                                                track.index,
                                                track.sender.sequence(),
                                                Integer.toUnsignedLong(
                                                        track.sender.rtpTimestamp(0))))
                .toList();
    }

    /** Sends what is due of looped tracks, and reports. */
    void tick(long nowNanos, CameraState state) {
        for (Track track : tracks) {
            Playhead playhead = track.playhead;
            while (playing && playhead != null && playhead.isDue(nowNanos)) {
                send(track, playhead.unit(), playhead.ptsTicks(), playhead.frameNumber(), state);
                playhead.advance();
            }
        }
        if (playing && nowNanos - nextReportNanos >= 0 && !state.stalled()) {
            report(nowNanos);
        }
    }

    /** A picture that was taken just now. */
    void sendLive(int index, RtpUnit unit, long captureNanos, CameraState state) {
        for (Track track : tracks) {
            if (track.index == index && playing) {
                send(track, unit, ticks(track, captureNanos), 0, state);
            }
        }
    }

    private void send(Track track, RtpUnit unit, long ticks, int frameNumber, CameraState state) {
        boolean video = track.description.kind() == Kind.VIDEO;
        if (state.stalled()) {
            track.awaitsKeyFrame = true;
            return;
        }
        boolean silenced = !video && state.audioLost();
        boolean undecodable = track.awaitsKeyFrame && !unit.keyFrame();
        if (silenced || undecodable) {
            return;
        }
        track.awaitsKeyFrame = false;
        track.begun = true;
        boolean sent = track.sender.send(unit, ticks, state.packetLoss());
        if (video) {
            camera.frameOffered(frameNumber, sent);
        }
    }

    private void report(long nowNanos) {
        nextReportNanos = nowNanos + REPORT_INTERVAL_NANOS;
        long wallClockMicros = camera.wallClockMicros();
        for (Track track : tracks) {
            if (track.begun) {
                long ticks =
                        track.playhead == null
                                ? ticks(track, nowNanos)
                                : track.playhead.ticksAt(nowNanos);
                track.sender.report(ticks, wallClockMicros);
            }
        }
    }

    private long ticks(Track track, long nanos) {
        long elapsed = nanos - startNanos;
        int clock = track.description.clockHz();
        return elapsed / NANOS_PER_SECOND * clock
                + elapsed % NANOS_PER_SECOND * clock / NANOS_PER_SECOND;
    }

    void jumpTimestamps(long nanos) {
        tracks.forEach(track -> track.sender.jump(nanos));
    }

    void switchTo(List<LoopTrack> loops) {
        for (Track track : tracks) {
            if (track.playhead != null && track.index < loops.size()) {
                track.playhead.switchTo(loops.get(track.index));
            }
        }
    }

    void disconnect() {
        disconnect.run();
    }
}
