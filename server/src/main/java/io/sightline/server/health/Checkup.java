package io.sightline.server.health;

import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import io.sightline.media.stream.StreamStatus;
import io.sightline.server.camera.CameraControl;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.stream.StreamDirectory;
import java.util.List;
import java.util.Optional;

/**
 * One look at a camera, at both of its sides: what its streams deliver, and whether it answers. A
 * camera that delivers is there, and is not asked. One whose video service answers is there too;
 * only where that is silent is the device itself asked, by ONVIF: it may be there without a
 * picture.
 */
final class Checkup {

    private final StreamDirectory streams;
    private final CameraControl control;

    Checkup(StreamDirectory streams, CameraControl control) {
        this.streams = streams;
        this.control = control;
    }

    /** Blocks while the camera is asked; meant for a virtual thread. */
    Finding lookAt(Device camera) {
        List<StreamStatus> wanted =
                camera.streams().stream()
                        .flatMap(name -> streams.find(name).stream())
                        .map(Stream::status)
                        .filter(status -> status.state() != StreamState.IDLE)
                        .toList();
        Optional<StreamFailure> obstacle = obstacle(wanted);
        if (obstacle.isEmpty() && wanted.stream().anyMatch(Checkup::delivers)) {
            return Finding.ONLINE;
        }
        Optional<StreamFailure> silence = control.ping(camera.id());
        if (silence.isEmpty()) {
            return obstacle.map(Checkup::withoutPicture).orElse(Finding.ONLINE);
        }
        return control.controlAnswers(camera.id())
                ? withoutPicture(obstacle.orElse(silence.get()))
                : Finding.of(HealthStatus.OFFLINE, silence.get());
    }

    private static Finding withoutPicture(StreamFailure why) {
        return Finding.of(HealthStatus.ONLINE_WITHOUT_PICTURE, why);
    }

    /** A stream that stalls leaves this state within seconds. */
    private static boolean delivers(StreamStatus stream) {
        return stream.state() == StreamState.LIVE;
    }

    /** Why a stream that somebody wants does not come: the last one, while it is tried again. */
    private static Optional<StreamFailure> obstacle(List<StreamStatus> wanted) {
        return wanted.stream()
                .filter(stream -> !delivers(stream))
                .flatMap(stream -> stream.failure().stream())
                .findFirst();
    }
}
