package io.sightline.simulator.clip;

import java.util.List;

/**
 * An encoded loop.
 *
 * @param video decoding order; clock of 90 kHz; the frame at index i shows number i in its bar code
 *     unless frames are reordered
 * @param audio clock of the sample rate; empty without audio
 */
public record Clip(ClipSpec spec, List<EncodedUnit> video, List<EncodedUnit> audio) {

    public static final int VIDEO_CLOCK_HZ = 90_000;

    public Clip {
        video = List.copyOf(video);
        audio = List.copyOf(audio);
    }

    public long videoBytes() {
        return video.stream().mapToLong(unit -> unit.data().remaining()).sum();
    }
}
