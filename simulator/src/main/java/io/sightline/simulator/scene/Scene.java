package io.sightline.simulator.scene;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A place with things that move. Drawn on a canvas of {@link #WIDTH} × {@link #HEIGHT}, whatever
 * the picture's size. Stepped and drawn by one thread.
 */
public interface Scene {

    int WIDTH = 1280;
    int HEIGHT = 720;

    /** The camera's name for people. */
    String title();

    /** Lets time pass: a frame's worth as a rule. */
    void advance(double seconds);

    /** Draws the picture of this moment over all of the canvas. */
    void draw(Graphics2D canvas);

    /** What moves in the picture of this moment, and where: the known truth for analytics. */
    List<Thing> truth();

    /** What a thing is, in the words that detection models use. */
    enum Kind {
        PERSON,
        CAR,
        BOAT,
        TRAIN,
        BIRD,
        FISH
    }

    /**
     * A thing in the picture.
     *
     * @param id the same from frame to frame
     * @param box around it, clipped by nothing: it may reach beyond the canvas
     */
    record Thing(int id, Kind kind, Rectangle2D box) {}
}
