package io.sightline.simulator;

import io.sightline.simulator.camera.Credentials;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.rtsp.RtspServer.Transports;
import java.util.List;
import java.util.Optional;

/**
 * What a farm is like.
 *
 * @param cameras how many; each is called "camera" and its index, from 0
 * @param port of RTSP on loopback, 0 for a free one
 * @param clips camera i plays number i modulo their count; {@code SwitchClip} goes on with the next
 * @param credentials asked for by every camera
 */
public record FarmSettings(
        int cameras,
        int port,
        List<ClipSpec> clips,
        Optional<Credentials> credentials,
        Transports transports) {

    public FarmSettings {
        clips = List.copyOf(clips);
        if (cameras < 1 || clips.isEmpty()) {
            throw new IllegalArgumentException("a farm has a camera and a clip at least");
        }
    }

    /** On a free port, open to everybody. */
    public static FarmSettings of(int cameras, ClipSpec... clips) {
        return new FarmSettings(cameras, 0, List.of(clips), Optional.empty(), Transports.ANY);
    }

    public FarmSettings withPort(int other) {
        return new FarmSettings(cameras, other, clips, credentials, transports);
    }

    public FarmSettings withCredentials(Credentials required) {
        return new FarmSettings(cameras, port, clips, Optional.of(required), transports);
    }

    public FarmSettings withTransports(Transports allowed) {
        return new FarmSettings(cameras, port, clips, credentials, allowed);
    }
}
