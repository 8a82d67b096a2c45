package io.sightline.simulator.clip;

import java.util.Locale;

/**
 * What a clip is like.
 *
 * @param gopFrames frames from key frame to key frame
 * @param seconds length of the loop; 8 or a multiple, so that pictures and sound both come out even
 */
public record ClipSpec(
        VideoCodec video,
        AudioCodec audio,
        Sound sound,
        int widthPixels,
        int heightPixels,
        int framesPerSecond,
        int bitsPerSecond,
        int gopFrames,
        int seconds) {

    /** Full HD at 25 frames and 4 Mbit a second, a key frame every two seconds: the benchmarks'. */
    public static final ClipSpec FULL_HD =
            new ClipSpec(
                    VideoCodec.H264, AudioCodec.NONE, Sound.TONE, 1920, 1080, 25, 4_000_000, 50, 8);

    /** Small and quick to encode, with a key frame every second: the tests'. */
    public static final ClipSpec SMALL =
            new ClipSpec(
                    VideoCodec.H264, AudioCodec.NONE, Sound.TONE, 640, 360, 25, 800_000, 25, 8);

    public ClipSpec {
        if (widthPixels < 320 || heightPixels < 180 || (widthPixels | heightPixels) % 2 != 0) {
            throw new IllegalArgumentException("pictures are even and 320 × 180 or larger");
        }
        if (framesPerSecond < 1 || gopFrames < 1 || bitsPerSecond < 10_000) {
            throw new IllegalArgumentException("frame rate, GOP and bit rate are too small");
        }
        if (seconds < 8 || seconds % 8 != 0) {
            throw new IllegalArgumentException("a loop has 8 seconds or a multiple");
        }
    }

    public int frames() {
        return framesPerSecond * seconds;
    }

    public ClipSpec withVideo(VideoCodec codec) {
        return new ClipSpec(
                codec,
                audio,
                sound,
                widthPixels,
                heightPixels,
                framesPerSecond,
                bitsPerSecond,
                gopFrames,
                seconds);
    }

    public ClipSpec withAudio(AudioCodec codec) {
        return new ClipSpec(
                video,
                codec,
                sound,
                widthPixels,
                heightPixels,
                framesPerSecond,
                bitsPerSecond,
                gopFrames,
                seconds);
    }

    public ClipSpec withSound(Sound other) {
        return new ClipSpec(
                video,
                audio,
                other,
                widthPixels,
                heightPixels,
                framesPerSecond,
                bitsPerSecond,
                gopFrames,
                seconds);
    }

    public ClipSpec withSize(int width, int height) {
        return new ClipSpec(
                video,
                audio,
                sound,
                width,
                height,
                framesPerSecond,
                bitsPerSecond,
                gopFrames,
                seconds);
    }

    public ClipSpec withBitsPerSecond(int rate) {
        return new ClipSpec(
                video,
                audio,
                sound,
                widthPixels,
                heightPixels,
                framesPerSecond,
                rate,
                gopFrames,
                seconds);
    }

    public ClipSpec withGopFrames(int frames) {
        return new ClipSpec(
                video,
                audio,
                sound,
                widthPixels,
                heightPixels,
                framesPerSecond,
                bitsPerSecond,
                frames,
                seconds);
    }

    /** Name of the pictures' file in the cache: the same for the same pictures. */
    String videoFileName() {
        return "%s-%dx%d-%dfps-%dbps-gop%d-%ds"
                .formatted(
                        video.name().toLowerCase(Locale.ROOT),
                        widthPixels,
                        heightPixels,
                        framesPerSecond,
                        bitsPerSecond,
                        gopFrames,
                        seconds);
    }

    String audioFileName() {
        return "%s-%s-%ds".formatted(audio, sound, seconds).toLowerCase(Locale.ROOT);
    }
}
