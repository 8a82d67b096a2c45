package io.sightline.simulator.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;

/** Skies and glows. */
final class Light {

    private Light() {}

    /** A colour with an opacity of 0 … 255. */
    static Color veil(int rgb, int opacity) {
        return new Color((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF, opacity);
    }

    /** From top to bottom over the rows given, evenly spread. */
    static void sky(Graphics2D canvas, int top, int bottom, Color... colours) {
        float[] stops = new float[colours.length];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = (float) i / (stops.length - 1);
        }
        canvas.setPaint(new LinearGradientPaint(0, top, 0, bottom, stops, colours));
        canvas.fillRect(0, top, Scene.WIDTH, bottom - top);
    }

    static void shade(Graphics2D canvas, int top, int bottom, Color from, Color to) {
        canvas.setPaint(new GradientPaint(0, top, from, 0, bottom, to));
        canvas.fillRect(0, top, Scene.WIDTH, bottom - top);
    }

    /** A round glow that fades to nothing. */
    static void glow(Graphics2D canvas, double x, double y, double radius, int rgb, int opacity) {
        canvas.setPaint(
                new RadialGradientPaint(
                        (float) x,
                        (float) y,
                        (float) radius,
                        new float[] {0f, 0.35f, 1f},
                        new Color[] {veil(rgb, opacity), veil(rgb, opacity / 3), veil(rgb, 0)}));
        int left = (int) (x - radius);
        int top = (int) (y - radius);
        canvas.fillRect(left, top, (int) (2 * radius) + 1, (int) (2 * radius) + 1);
    }
}
