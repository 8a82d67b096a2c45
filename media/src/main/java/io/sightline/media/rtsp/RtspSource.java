package io.sightline.media.rtsp;

import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamInput;
import java.time.InstantSource;

/** A camera, pulled over RTSP. Reconnects by itself until stopped. */
public final class RtspSource implements Source {

    private RtspSource() {}

    /**
     * @param name of the stream, for the log
     * @param clock for wall-clock times of what arrives
     */
    public static RtspSource create(
            String name, RtspAddress address, RtspSettings settings, InstantSource clock) {
        return new RtspSource();
    }

    @Override
    public void start(StreamInput input) {
        throw new UnsupportedOperationException("the rtsp package is being written");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("the rtsp package is being written");
    }
}
