package io.sightline.simulator.live;

import io.sightline.simulator.scene.Scene;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells whether something moves in the picture, as a camera's own detector does. It knows from the
 * scene what is there, and does not look at pixels. One thread draws.
 */
public final class MotionSensor implements PictureSource {

    /** Something that is out of the picture for less than this has not left. */
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final PictureSource pictures;
    private final Scene scene;
    private final Supplier<Rectangle2D> seen;
    private final Predicate<Boolean> report;
    private Instant lastSeen = Instant.MIN;
    private boolean moving;

    /**
     * @param seen which part of the scene is in the picture
     * @param report is told when it begins and when it ends; whether it has heard it
     */
    public MotionSensor(
            PictureSource pictures,
            Scene scene,
            Supplier<Rectangle2D> seen,
            Predicate<Boolean> report) {
        this.pictures = pictures;
        this.scene = scene;
        this.seen = seen;
        this.report = report;
    }

    @Override
    public byte[] draw(double seconds, Instant now) {
        byte[] picture = pictures.draw(seconds, now);
        Rectangle2D part = seen.get();
        if (scene.truth().stream().anyMatch(thing -> thing.box().intersects(part))) {
            lastSeen = now;
        }
        boolean moves = lastSeen.isAfter(now.minus(LINGER));
        if (moves != moving && report.test(moves)) {
            moving = moves;
        }
        return picture;
    }
}
