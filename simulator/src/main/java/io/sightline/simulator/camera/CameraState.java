package io.sightline.simulator.camera;

import io.sightline.simulator.camera.Fault.Quirk;
import java.time.Duration;
import java.util.Optional;

/** The lasting faults of a camera at one moment. */
public record CameraState(
        double packetLoss,
        boolean stalled,
        boolean audioLost,
        Optional<Integer> describeStatus,
        Optional<Quirk> quirk,
        Duration wallClockOffset) {

    static final CameraState SOUND =
            new CameraState(0, false, false, Optional.empty(), Optional.empty(), Duration.ZERO);

    /** With a fault more; what happens only once changes nothing here. */
    CameraState with(Fault fault) {
        return switch (fault) {
            case Fault.Heal _ -> SOUND;
            case Fault.DropPackets drop ->
                    new CameraState(
                            drop.share(),
                            stalled,
                            audioLost,
                            describeStatus,
                            quirk,
                            wallClockOffset);
            case Fault.Stall _ ->
                    new CameraState(
                            packetLoss, true, audioLost, describeStatus, quirk, wallClockOffset);
            case Fault.LoseAudio _ ->
                    new CameraState(
                            packetLoss, stalled, true, describeStatus, quirk, wallClockOffset);
            case Fault.AnswerStatus answer ->
                    new CameraState(
                            packetLoss,
                            stalled,
                            audioLost,
                            Optional.of(answer.status()),
                            quirk,
                            wallClockOffset);
            case Fault.WrongAnswers wrong ->
                    new CameraState(
                            packetLoss,
                            stalled,
                            audioLost,
                            describeStatus,
                            Optional.of(wrong.quirk()),
                            wallClockOffset);
            case Fault.JumpWallClock jump ->
                    new CameraState(
                            packetLoss,
                            stalled,
                            audioLost,
                            describeStatus,
                            quirk,
                            wallClockOffset.plus(jump.by()));
            case Fault.Close _, Fault.JumpTimestamps _, Fault.SwitchClip _ -> this;
        };
    }
}
