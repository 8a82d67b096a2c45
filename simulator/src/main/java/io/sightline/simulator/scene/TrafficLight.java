package io.sightline.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** The lights at a crossing: green for cars, then yellow, then red, while people may walk. */
final class TrafficLight {

    private static final double CYCLE_SECONDS = 22;
    private static final double GREEN_SECONDS = 13;
    private static final double YELLOW_SECONDS = 1.5;
    private static final double CLEARING_SECONDS = 2;

    private double time;

    void advance(double seconds) {
        time += seconds;
    }

    private double phase() {
        return time % CYCLE_SECONDS;
    }

    boolean green() {
        return phase() < GREEN_SECONDS;
    }

    private boolean yellow() {
        return !green() && phase() < GREEN_SECONDS + YELLOW_SECONDS;
    }

    /** Whether people may step onto the road. */
    boolean walk() {
        return phase() > GREEN_SECONDS + YELLOW_SECONDS
                && phase() < CYCLE_SECONDS - CLEARING_SECONDS;
    }

    void draw(Graphics2D canvas, int x, int foot) {
        canvas.setColor(new Color(0x17171D));
        canvas.fill(new Rectangle2D.Double(x + 6, foot - 130, 5, 130));
        canvas.fillRoundRect(x, foot - 172, 17, 46, 6, 6);
        int lit = green() ? 2 : yellow() ? 1 : 0;
        int[] colours = {0xFF4136, 0xFFC53D, 0x3DDC84};
        for (int i = 0; i < 3; i++) {
            canvas.setColor(i == lit ? new Color(colours[i]) : new Color(0x3A3A42));
            canvas.fillOval(x + 4, foot - 168 + i * 14, 10, 10);
        }
        canvas.setColor(Light.veil(colours[lit], 60));
        canvas.fillOval(x - 4, foot - 176 + lit * 14, 26, 26);
    }
}
