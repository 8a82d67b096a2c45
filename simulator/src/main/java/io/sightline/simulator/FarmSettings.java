package io.sightline.simulator;

import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.rtsp.RtspServer.Transports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a farm is like.
 *
 * @param cameras how many; each is called "camera" and its index, from 0
 * @param port of RTSP on loopback, 0 for a free one
 * @param clips camera i plays number i modulo their count; {@code SwitchClip} goes on with the next
 * @param credentials asked for by every camera
 * @param pace of the loop that all cameras share, see {@link MediaLoop}: what saves work when they
 *     send, and lets requests wait for up to 30 ms when they are many
 */
public record FarmSettings(
        int cameras,
        int port,
        List<ClipSpec> clips,
        Optional<Credentials> credentials,
        Transports transports,
        Duration pace) {

    public FarmSettings {
        clips = List.copyOf(clips);
        if (cameras < 1 || clips.isEmpty()) {
            throw new IllegalArgumentException("a farm has a camera and a clip at least");
        }
    }

    /** On a free port, open to everybody. */
    public static FarmSettings of(int cameras, ClipSpec... clips) {
        return new FarmSettings(
                cameras,
                0,
                List.of(clips),
                Optional.empty(),
                Transports.ANY,
                MediaLoop.DEFAULT_PACE);
    }

    public FarmSettings withPort(int other) {
        return new FarmSettings(cameras, other, clips, credentials, transports, pace);
    }

    public FarmSettings withCredentials(Credentials required) {
        return new FarmSettings(cameras, port, clips, Optional.of(required), transports, pace);
    }

    public FarmSettings withTransports(Transports allowed) {
        return new FarmSettings(cameras, port, clips, credentials, allowed, pace);
    }

    /** Each camera answers at once, as one does that is a device of its own. */
    public FarmSettings prompt() {
        return new FarmSettings(cameras, port, clips, credentials, transports, Duration.ZERO);
    }
}
