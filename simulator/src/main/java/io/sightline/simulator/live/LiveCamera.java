package io.sightline.simulator.live;

import io.sightline.ffmpeg.Ffmpeg;
import io.sightline.media.loop.MediaLoop;
import io.sightline.simulator.camera.Camera;
import io.sightline.simulator.camera.Tape;
import io.sightline.simulator.camera.TrackDescription;
import io.sightline.simulator.clip.VideoCodec;
import io.sightline.simulator.rtp.H264Packetiser;
import io.sightline.simulator.rtp.NalUnits;
import io.sightline.simulator.rtp.RtpUnit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera whose pictures are drawn while they are watched. Two threads: one draws and feeds the
 * encoder at the frame rate, one takes what comes out and hands it to the farm's loop.
 */
public final class LiveCamera implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveCamera.class);

    private final String name;
    private final PictureSource pictures;
    private final PictureFormat format;
    private final MediaLoop loop;
    private final InstantSource clock;
    private final LiveEncoder encoder;
    private final FlvReader flv;
    private final Camera camera;
    private final H264Packetiser packetiser;

    /** When each picture that is still in the encoder was taken. Bounded by its pipe. */
    private final BlockingQueue<Long> captureNanos;

    private volatile boolean closed;

    private LiveCamera(
            String name,
            PictureSource source,
            PictureFormat format,
            MediaLoop loop,
            InstantSource clock,
            LiveEncoder encoder,
            FlvReader flv,
            BlockingQueue<Long> captureNanos,
            Camera camera,
            H264Packetiser packetiser) {
        this.name = name;
        this.pictures = source;
        this.format = format;
        this.loop = loop;
        this.clock = clock;
        this.encoder = encoder;
        this.flv = flv;
        this.captureNanos = captureNanos;
        this.camera = camera;
        this.packetiser = packetiser;
    }

    /** Draws and encodes a first picture, by which the tracks are known, and goes on from there. */
    public static LiveCamera start(
            String name,
            PictureSource source,
            PictureFormat format,
            Tape sound,
            MediaLoop loop,
            InstantSource clock)
            throws IOException {
        LiveEncoder encoder = LiveEncoder.start(Ffmpeg.found(), format);
        try {
            OutputStream pictures = encoder.pictures();
            pictures.write(source.draw(0, clock.instant()));
            pictures.flush();
            FlvReader flv = new FlvReader(encoder.flv());
            flv.next();
            TrackDescription video =
                    TrackDescription.ofVideo(
                            VideoCodec.H264, flv.parameterSets().orElseThrow().nals());
            LiveCamera live =
                    new LiveCamera(
                            name,
                            source,
                            format,
                            loop,
                            clock,
                            encoder,
                            flv,
                            new LinkedBlockingQueue<>(),
                            Camera.live(name, video, sound, loop, clock),
                            new H264Packetiser(video.payloadType()));
            Thread.ofPlatform().daemon().name("draw-" + name).start(live::drawAll);
            Thread.ofPlatform().daemon().name("send-" + name).start(live::sendAll);
            return live;
        } catch (IOException e) {
            encoder.close();
            throw new IOException(Ffmpeg.found().executable() + " does not encode: " + e, e);
        }
    }

    public Camera camera() {
        return camera;
    }

    private void drawAll() {
        long frameNanos = TimeUnit.SECONDS.toNanos(1) / format.framesPerSecond();
        long due = System.nanoTime();
        long drawnUpTo = due;
        try {
            while (!closed) {
                due += frameNanos;
                long now = System.nanoTime();
                if (now - due > frameNanos) {
                    // The machine is busy: pictures are left out, the scene goes on in real time.
                    due = now;
                }
                LockSupport.parkNanos(due - now);
                long taken = System.nanoTime();
                byte[] picture = pictures.draw((taken - drawnUpTo) / 1e9, clock.instant());
                drawnUpTo = taken;
                captureNanos.add(taken);
                encoder.pictures().write(picture);
                encoder.pictures().flush();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void sendAll() {
        List<ByteBuffer> parameterSets = flv.parameterSets().orElseThrow().nals();
        try {
            while (!closed) {
                FlvReader.AccessUnit unit = flv.next();
                long taken = captureNanos.take();
                List<ByteBuffer> nals = new ArrayList<>();
                if (unit.keyFrame()) {
                    nals.addAll(parameterSets);
                }
                nals.addAll(NalUnits.fromLengthPrefixed(unit.data()));
                RtpUnit packets = packetiser.packetise(nals, unit.keyFrame());
                loop.execute(() -> camera.publish(packets, taken));
            }
        } catch (IOException e) {
            failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(IOException e) {
        if (!closed) {
            log.error("[camera:{}] its encoder failed: {}", name, e.toString());
        }
    }

    /** Ends the encoder and both threads. */
    @Override
    public void close() {
        closed = true;
        encoder.close();
    }
}
