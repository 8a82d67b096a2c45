package io.sightline.simulator.clip;

/** What a clip sounds like: made by ffmpeg's own sources and filters. */
public enum Sound {
    /** A soft tone with a beep at every second. */
    TONE("sine=frequency=220:beep_factor=4:sample_rate=%d:duration=%d"),
    /** The sea, coming and going every eight seconds. */
    WAVES(
            "anoisesrc=color=brown:seed=3:amplitude=0.7:sample_rate=%d:duration=%d"
                    + ",lowpass=f=900,highpass=f=60,tremolo=f=0.125:d=0.85"),
    /** A pump, far away, and water. */
    UNDER_WATER(
            "anoisesrc=color=brown:seed=5:amplitude=0.9:sample_rate=%d:duration=%d"
                    + ",lowpass=f=240,tremolo=f=0.5:d=0.3");

    private final String filter;

    Sound(String filter) {
        this.filter = filter;
    }

    String filter(int sampleRateHz, int seconds) {
        return filter.formatted(sampleRateHz, seconds);
    }
}
