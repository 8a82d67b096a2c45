package io.sightline.server.picture;

import io.sightline.ffmpeg.Ffmpeg;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.VideoFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes key frames, each in an ffmpeg process of its own: what a camera sends is decoded by
 * native code, which may crash and then takes nothing else with it. As many processes run as are
 * configured; whoever comes then waits for a turn, for a while.
 *
 * <p>Blocks; meant for virtual threads, safe for any number of them.
 */
final class FrameDecoder {

    private static final Logger log = LoggerFactory.getLogger(FrameDecoder.class);

    /** A picture of 8K at this quality has some 8 MB. */
    private static final int MOST_JPEG_BYTES = 16 << 20;

    /**
     * Twice an 8K picture: what a camera says of its size is not to be believed without a limit.
     */
    private static final String MOST_PIXELS = "67108864";

    /** ffmpeg's scale from 2 to 31: 3 is not told from the original by eye. */
    private static final String JPEG_QUALITY = "3";

    private final Supplier<Ffmpeg> ffmpeg;
    private final Semaphore turns;
    private final Duration turnTimeout;
    private final Duration decodeTimeout;
    private final AtomicLong decoded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();

    /**
     * @param ffmpeg is asked with the first picture: finding one takes a moment
     */
    FrameDecoder(Supplier<Ffmpeg> ffmpeg, PictureProperties properties) {
        this.ffmpeg = ffmpeg;
        this.turns = new Semaphore(properties.maxConcurrency(), true);
        this.turnTimeout = properties.turnTimeout();
        this.decodeTimeout = properties.decodeTimeout();
    }

    /**
     * A key frame as JPEG. One that is a JPEG already, and no wider than wanted, is taken as it is.
     *
     * @param maxWidthPixels it is made smaller when it is wider, never larger
     */
    byte[] jpeg(KeyFrame frame, int maxWidthPixels) throws PictureException, InterruptedException {
        VideoFormat format = frame.format();
        if (format instanceof MjpegFormat && format.widthPixels() <= maxWidthPixels) {
            byte[] image = new byte[frame.data().remaining()];
            frame.data().duplicate().get(image);
            return image;
        }
        List<String> output =
                List.of(
                        "-frames:v",
                        "1",
                        "-vf",
                        "scale='min(iw,%d)':-2:flags=area:out_range=full,format=yuvj420p"
                                .formatted(maxWidthPixels),
                        "-c:v",
                        "mjpeg",
                        "-q:v",
                        JPEG_QUALITY,
                        "-f",
                        "mjpeg",
                        "pipe:1");
        byte[] jpeg = decode(List.of(frame), output, MOST_JPEG_BYTES);
        if (jpeg.length == 0) {
            failed.incrementAndGet();
            throw PictureException.undecodable();
        }
        return jpeg;
    }

    /**
     * Key frames of one stream, made small, in one process.
     *
     * @param frames one or more, of one codec
     * @return as many, or fewer where some can't be decoded; at least one
     */
    List<SmallFrame> small(List<KeyFrame> frames, int widthPixels, int heightPixels)
            throws PictureException, InterruptedException {
        List<String> output =
                List.of(
                        "-vf",
                        "scale=%d:%d:flags=area:out_range=full,format=yuv420p"
                                .formatted(widthPixels, heightPixels),
                        // Newer ffmpegs call it -fps_mode, and know this too; older ones this only.
                        "-vsync",
                        "passthrough",
                        "-f",
                        "rawvideo",
                        "pipe:1");
        int frameBytes = SmallFrame.bytes(widthPixels, heightPixels);
        byte[] planes = decode(frames, output, (frames.size() + 2) * frameBytes);
        List<SmallFrame> decodedFrames = new ArrayList<>();
        for (int at = 0; at + frameBytes <= planes.length; at += frameBytes) {
            decodedFrames.add(SmallFrame.of(planes, at, widthPixels, heightPixels));
        }
        if (decodedFrames.isEmpty()) {
            failed.incrementAndGet();
            throw PictureException.undecodable();
        }
        return decodedFrames;
    }

    private byte[] decode(List<KeyFrame> frames, List<String> output, int mostBytes)
            throws PictureException, InterruptedException {
        byte[] input = ElementaryStream.of(frames);
        List<String> arguments = new ArrayList<>(input(frames.getFirst().format()));
        arguments.addAll(output);
        if (!turns.tryAcquire(turnTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
            refused.incrementAndGet();
            throw PictureException.busy();
        }
        long began = System.nanoTime();
        try {
            return take(FfmpegRun.run(ffmpeg.get(), arguments, input, mostBytes, decodeTimeout));
        } catch (IOException | UncheckedIOException e) {
            failed.incrementAndGet();
            log.error("[picture:decoder] ffmpeg can't be run: {}", e.toString());
            throw PictureException.noDecoder();
        } finally {
            turns.release();
            busyNanos.addAndGet(System.nanoTime() - began);
        }
    }

    /**
     * One thread: a key frame is decoded in some milliseconds, more would only be more to start.
     * What is damaged is shown as far as it goes, and a key frame that is no IDR picture at once,
     * not after the frames that would make it whole.
     */
    private static List<String> input(VideoFormat format) {
        return List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-nostdin",
                "-threads",
                "1",
                "-max_pixels",
                MOST_PIXELS,
                "-flags",
                "+output_corrupt",
                "-flags2",
                "+showall",
                "-f",
                ElementaryStream.demuxer(format),
                "-i",
                "pipe:0");
    }

    private byte[] take(FfmpegRun.Outcome outcome) throws PictureException {
        return switch (outcome) {
            case FfmpegRun.Outcome.Finished(byte[] output) -> {
                decoded.incrementAndGet();
                yield output;
            }
            case FfmpegRun.Outcome.Failed(int exitCode) -> {
                failed.incrementAndGet();
                log.debug("[picture:decoder] ffmpeg ended with {}", exitCode);
                throw PictureException.undecodable();
            }
            case FfmpegRun.Outcome.Killed() -> {
                failed.incrementAndGet();
                log.warn("[picture:decoder] ffmpeg took longer than {}", decodeTimeout);
                throw PictureException.undecodable();
            }
        };
    }

    /** Turns that nobody has. */
    int free() {
        return turns.availablePermits();
    }

    /** Processes that did their work, since the start. */
    long decoded() {
        return decoded.get();
    }

    /** Processes that did not. */
    long failed() {
        return failed.get();
    }

    /** Pictures for which there was no turn in time. */
    long refused() {
        return refused.get();
    }

    /** Time that processes ran, all of them together. */
    double busySeconds() {
        return busyNanos.get() / 1e9;
    }
}
