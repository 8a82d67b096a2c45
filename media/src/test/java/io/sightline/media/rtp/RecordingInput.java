package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.cmaf.OpenBuffers;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stream that keeps what it gets, and insists on the contract. */
final class RecordingInput implements StreamInput {

    record Published(
            int track,
            TrackFormat format,
            long ptsTicks,
            long wallClockMicros,
            boolean keyFrame,
            ByteSequence bytes) {

        /** The NAL units of length-prefixed video. */
        List<ByteSequence> nalUnits() {
            List<ByteSequence> units = new ArrayList<>();
            ByteBuffer in = bytes.asBuffer();
            while (in.hasRemaining()) {
                int length = in.getInt();
                if (length <= 0 || length > in.remaining()) {
                    throw new AssertionError("NAL unit of " + length + " in " + in);
                }
                units.add(ByteSequence.copyOf(in.slice(in.position(), length)));
                in.position(in.position() + length);
            }
            return units;
        }
    }

    final List<Published> published = new ArrayList<>();
    final List<List<TrackFormat>> sessions = new ArrayList<>();
    final List<TrackFormat> formatChanges = new ArrayList<>();
    final List<String> discontinuities = new ArrayList<>();
    int discarded;
    long lost;
    long reordered;
    double driftPpm;

    private List<TrackFormat> formats = List.of();
    private List<AccessUnitBuffer> buffers = List.of();

    List<Published> of(int track) {
        return published.stream().filter(unit -> unit.track() == track).toList();
    }

    @Override
    public MediaLoop loop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void connecting() {}

    @Override
    public void beginSession(List<TrackFormat> tracks) {
        sessions.add(List.copyOf(tracks));
        formats = new ArrayList<>(tracks);
        renewBuffers();
    }

    private void renewBuffers() {
        buffers = formats.stream().map(_ -> OpenBuffers.create()).toList();
    }

    @Override
    public AccessUnitBuffer buffer(int track) {
        return buffers.get(track);
    }

    @Override
    public void publish(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
        AccessUnitBuffer buffer = buffer(track);
        if (buffer.nalUnitOpen()) {
            throw new AssertionError("published with an open NAL unit");
        }
        if (buffer.unitSize() == 0) {
            throw new AssertionError("published nothing");
        }
        ByteSequence bytes = ByteSequence.copyOf(buffer.unit());
        published.add(
                new Published(
                        track, formats.get(track), ptsTicks, wallClockMicros, keyFrame, bytes));
        buffer.discard();
    }

    @Override
    public void changeFormat(int track, TrackFormat format) {
        formatChanges.add(format);
        formats.set(track, format);
        ByteSequence begun = ByteSequence.copyOf(buffer(track).unit());
        renewBuffers();
        buffer(track).append(begun.asBuffer());
    }

    @Override
    public void discontinuity(String reason) {
        discontinuities.add(reason);
        renewBuffers();
    }

    @Override
    public void accessUnitDiscarded(int track) {
        discarded++;
    }

    @Override
    public void packetsLost(long count) {
        lost += count;
    }

    @Override
    public void packetsReordered(long count) {
        reordered += count;
    }

    @Override
    public void clockDrift(double ppm) {
        driftPpm = ppm;
    }

    @Override
    public void failed(StreamFailure failure, Duration retryIn) {
        throw new AssertionError(failure);
    }
}
