package io.sightline.server.picture;

import io.sightline.media.codec.VideoFormat;
import io.sightline.media.stream.Stream;
import io.sightline.server.camera.CameraControl.Device;
import io.sightline.server.picture.CameraLook.Seen;
import io.sightline.server.stream.StreamDefinition;
import io.sightline.server.stream.StreamDirectory;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a camera: a few key frames some seconds apart, judged, the last one kept small. The
 * sub stream is looked at, which costs the camera's network and the decoder least; where it does
 * not come, the main stream. Of a device with several channels that is the first one.
 *
 * <p>Blocks for some ten seconds; meant for a virtual thread. Costs two processes, some 0.15 s of
 * processor time.
 */
final class PictureCheckup {

    private static final Logger log = LoggerFactory.getLogger(PictureCheckup.class);

    static final int WIDTH = 320;
    private static final int LEAST_HEIGHT = 32;

    /** With a third one, something that moves only now and then has two chances. */
    private static final int FRAMES = 3;

    /** As far back as a camera is compared with itself. */
    private static final int HISTORY = 14;

    private final StreamDirectory streams;
    private final LiveKeyFrames live;
    private final FrameDecoder decoder;
    private final CheckLog history;
    private final Thumbnails thumbnails;
    private final CheckProperties properties;
    private final InstantSource clock;

    PictureCheckup(
            StreamDirectory streams,
            LiveKeyFrames live,
            FrameDecoder decoder,
            CheckLog history,
            Thumbnails thumbnails,
            CheckProperties properties,
            InstantSource clock) {
        this.streams = streams;
        this.live = live;
        this.decoder = decoder;
        this.history = history;
        this.thumbnails = thumbnails;
        this.properties = properties;
        this.clock = clock;
    }

    CameraLook lookAt(Device camera) throws InterruptedException {
        PictureException why = null;
        for (Stream stream : candidates(camera)) {
            try {
                return lookAt(camera.id(), stream);
            } catch (PictureException e) {
                why = why == null ? e : why;
            }
        }
        PictureException reason = why == null ? PictureException.noVideo() : why;
        return CameraLook.none(camera.id(), now(), reason);
    }

    /** The first sub stream, then the first main stream. */
    private List<Stream> candidates(Device camera) {
        List<StreamDefinition> definitions =
                camera.streams().stream()
                        .flatMap(name -> streams.definition(name).stream())
                        .toList();
        List<Stream> candidates = new ArrayList<>();
        for (String role : List.of("sub", "main")) {
            definitions.stream()
                    .filter(definition -> definition.role().equals(role))
                    .findFirst()
                    .flatMap(definition -> streams.find(definition.name()))
                    .ifPresent(candidates::add);
        }
        return candidates;
    }

    private CameraLook lookAt(String cameraId, Stream stream)
            throws PictureException, InterruptedException {
        List<KeyFrame> frames =
                live.several(stream, FRAMES, properties.apart(), properties.limit());
        KeyFrame newest = frames.getLast();
        List<KeyFrame> alike =
                frames.stream()
                        .filter(frame -> frame.format().getClass() == newest.format().getClass())
                        .toList();
        List<SmallFrame> small = decoder.small(alike, WIDTH, height(newest.format()));
        Judgement judgement = PictureJudge.judge(small, history.fine(cameraId, HISTORY));
        Instant at = now();
        keepThumbnail(cameraId, at, newest);
        return CameraLook.seen(cameraId, at, new Seen(stream.name(), newest.takenAt(), judgement));
    }

    /** Of the same shape, as planes with half as many rows of colour want it. */
    private static int height(VideoFormat format) {
        int height = Math.round((float) WIDTH * format.heightPixels() / format.widthPixels());
        return Math.clamp(height & ~1, LEAST_HEIGHT, 2 * WIDTH);
    }

    private void keepThumbnail(String cameraId, Instant at, KeyFrame frame)
            throws PictureException, InterruptedException {
        byte[] jpeg = decoder.jpeg(frame, WIDTH);
        try {
            thumbnails.keep(cameraId, at, jpeg);
        } catch (IOException e) {
            log.error("[camera:{}] thumbnail can't be kept: {}", cameraId, e.toString());
        }
    }

    /** As precise as it is written down. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
