package io.sightline.server.onboarding;

import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import java.time.Duration;
import java.util.List;

/**
 * A source that is watched on its way into a stream: what its tracks are, that media comes, its
 * failure. The listener is called on the stream's media loop.
 */
final class WatchedSource implements Source {

    /** What is there to be seen. */
    interface Listener {
        void tracks(List<TrackFormat> tracks);

        /** The first whole access unit of video has arrived. */
        void media();

        void failed(StreamFailure failure);
    }

    private final Source source;
    private final Listener listener;

    WatchedSource(Source source, Listener listener) {
        this.source = source;
        this.listener = listener;
    }

    @Override
    public void start(StreamInput input) {
        source.start(new WatchedInput(input));
    }

    @Override
    public void stop() {
        source.stop();
    }

    private final class WatchedInput implements StreamInput {
        private final StreamInput input;
        private List<TrackFormat> tracks = List.of();
        private boolean flows;

        WatchedInput(StreamInput input) {
            this.input = input;
        }

        @Override
        public MediaLoop loop() {
            return input.loop();
        }

        @Override
        public void connecting() {
            input.connecting();
        }

        @Override
        public void beginSession(List<TrackFormat> begun) {
            tracks = begun;
            input.beginSession(begun);
            listener.tracks(begun);
        }

        @Override
        public AccessUnitBuffer buffer(int track) {
            return input.buffer(track);
        }

        @Override
        public void publish(int track, long ptsTicks, long wallClockMicros, boolean keyFrame) {
            input.publish(track, ptsTicks, wallClockMicros, keyFrame);
            if (!flows && tracks.get(track) instanceof VideoFormat) {
                flows = true;
                listener.media();
            }
        }

        @Override
        public void changeFormat(int track, TrackFormat format) {
            input.changeFormat(track, format);
        }

        @Override
        public void discontinuity(String reason) {
            input.discontinuity(reason);
        }

        @Override
        public void accessUnitDiscarded(int track) {
            input.accessUnitDiscarded(track);
        }

        @Override
        public void packetsLost(long count) {
            input.packetsLost(count);
        }

        @Override
        public void packetsReordered(long count) {
            input.packetsReordered(count);
        }

        @Override
        public void clockDrift(double ppm) {
            input.clockDrift(ppm);
        }

        @Override
        public void failed(StreamFailure failure, Duration retryIn) {
            input.failed(failure, retryIn);
            listener.failed(failure);
        }
    }
}
