package io.sightline.simulator.camera;

import io.sightline.simulator.camera.TrackDescription.Kind;
import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.Clip;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.clip.EncodedUnit;
import java.util.ArrayList;
import java.util.List;

/** A clip ready to be sent: its tracks packetised once, shared by the cameras that play it. */
public final class Tape {

    private final int framesPerSecond;
    private final List<LoopTrack> tracks;

    private Tape(int framesPerSecond, List<LoopTrack> tracks) {
        this.framesPerSecond = framesPerSecond;
        this.tracks = List.copyOf(tracks);
    }

    /** Pictures, and sound if there is any. */
    public static Tape of(Clip clip) {
        List<LoopTrack> tracks = new ArrayList<>();
        tracks.add(LoopTrack.video(clip));
        if (clip.spec().audio() != AudioCodec.NONE) {
            tracks.add(sound(clip.spec(), clip.audio()));
        }
        return new Tape(clip.spec().framesPerSecond(), tracks);
    }

    /** Sound alone, for a camera whose pictures are drawn live. */
    public static Tape ofSound(ClipSpec spec, List<EncodedUnit> frames) {
        return new Tape(0, List.of(sound(spec, frames)));
    }

    private static LoopTrack sound(ClipSpec spec, List<EncodedUnit> frames) {
        return LoopTrack.audio(spec.audio(), spec.seconds(), frames);
    }

    public static Tape silence() {
        return new Tape(0, List.of());
    }

    int framesPerSecond() {
        return framesPerSecond;
    }

    List<LoopTrack> tracks() {
        return tracks;
    }

    int videoFrames() {
        return tracks.stream()
                .filter(track -> track.description().kind() == Kind.VIDEO)
                .mapToInt(LoopTrack::size)
                .sum();
    }
}
