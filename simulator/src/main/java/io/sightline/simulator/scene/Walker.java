package io.sightline.simulator.scene;

import static io.sightline.simulator.scene.Scene.WIDTH;
import static io.sightline.simulator.scene.Street.FAR_PAVEMENT;

import io.sightline.simulator.scene.Scene.Kind;
import io.sightline.simulator.scene.Scene.Thing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** Somebody on a pavement, or one who crosses the street while that is allowed. */
final class Walker {

    private static final int FAR_KERB = FAR_PAVEMENT + 22;
    private static final int NEAR_KERB = 690;

    /** Of a person of size 1. */
    private static final int HEIGHT = 62;

    private final int id;
    private final Color coat;
    private final Color trousers;
    private final double speed;
    private final double size;
    private final boolean crosses;
    private double x;
    private double y;
    private boolean right;
    private double time;

    private Walker(
            int id,
            Color coat,
            double speed,
            double size,
            double x,
            double y,
            boolean right,
            boolean crosses) {
        this.id = id;
        this.coat = coat;
        this.trousers = coat.darker().darker();
        this.speed = speed;
        this.size = size;
        this.x = x;
        this.y = y;
        this.right = right;
        this.crosses = crosses;
    }

    static Walker along(
            int id, Color coat, double speed, double size, double x, double y, boolean right) {
        return new Walker(id, coat, speed, size, x, y, right, false);
    }

    /** Begins at the far kerb, or at the near one. */
    static Walker across(int id, Color coat, double speed, double x, boolean far) {
        return new Walker(id, coat, speed, 1, x, far ? FAR_KERB : NEAR_KERB, true, true);
    }

    /** Where the feet are; what is farther down is nearer. */
    double y() {
        return y;
    }

    void advance(double seconds, boolean mayCross) {
        time += seconds;
        if (crosses) {
            cross(seconds, mayCross);
        } else {
            x += (right ? 1 : -1) * speed * seconds;
            if (x > WIDTH + 40 || x < -40) {
                right = !right;
            }
        }
    }

    private void cross(double seconds, boolean mayCross) {
        if (!atKerb() || mayCross) {
            y += (right ? -1 : 1) * speed * seconds;
        }
        if (y < FAR_KERB || y > NEAR_KERB) {
            y = Math.clamp(y, FAR_KERB, NEAR_KERB);
            right = y > 600;
        }
    }

    private boolean atKerb() {
        return y <= FAR_KERB || y >= NEAR_KERB;
    }

    /** Who crosses comes nearer. */
    private double size() {
        return crosses ? 0.72 + 0.46 * (y - FAR_PAVEMENT) / 270 : size;
    }

    void draw(Graphics2D canvas) {
        double size = size();
        double top = y - HEIGHT * size;
        double stride = crosses && atKerb() ? 0.1 : Math.sin(time * 7 + id) * 0.55;
        canvas.setColor(Light.veil(0x000000, 70));
        canvas.fill(new Ellipse2D.Double(x - 11 * size, y - 3, 24 * size, 6 * size));
        drawLegs(canvas, size, top, stride);
        drawBody(canvas, size, top, stride);
        drawHead(canvas, size, top);
    }

    private void drawLegs(Graphics2D canvas, double size, double top, double stride) {
        double height = HEIGHT * size;
        canvas.setStroke(
                new BasicStroke(
                        (float) (5.4 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(trousers);
        double hip = top + height * 0.56;
        double reach = height * 0.42;
        for (int leg = -1; leg <= 1; leg += 2) {
            canvas.draw(new Line2D.Double(x, hip, x + leg * stride * reach * 0.55, hip + reach));
        }
    }

    private void drawBody(Graphics2D canvas, double size, double top, double stride) {
        double height = HEIGHT * size;
        canvas.setColor(coat);
        canvas.fill(
                new RoundRectangle2D.Double(
                        x - 7.5 * size,
                        top + height * 0.2,
                        15 * size,
                        height * 0.42,
                        8 * size,
                        8 * size));
        canvas.setStroke(
                new BasicStroke(
                        (float) (3.8 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(coat.darker());
        double shoulder = top + height * 0.27;
        canvas.draw(
                new Line2D.Double(x, shoulder, x - stride * 13 * size, shoulder + height * 0.26));
    }

    private void drawHead(Graphics2D canvas, double size, double top) {
        canvas.setColor(new Color(0xE3B698));
        canvas.fill(new Ellipse2D.Double(x - 5.5 * size, top, 11 * size, 12 * size));
        canvas.setColor(new Color(0x3A2B28));
        canvas.fill(
                new Arc2D.Double(x - 6 * size, top - 1, 12 * size, 11 * size, 0, 180, Arc2D.CHORD));
    }

    Thing truth() {
        double now = size();
        return new Thing(
                id,
                Kind.PERSON,
                new Rectangle2D.Double(x - 12 * now, y - HEIGHT * now, 24 * now, HEIGHT * now));
    }
}
