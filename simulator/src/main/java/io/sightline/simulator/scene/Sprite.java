package io.sightline.simulator.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Something drawn once and shown often: copying a picture is much cheaper than drawing curves. */
final class Sprite {

    private final BufferedImage image;
    private final BufferedImage mirrored;

    private Sprite(BufferedImage image, BufferedImage mirrored) {
        this.image = image;
        this.mirrored = mirrored;
    }

    /** Transparent where {@code drawing} leaves it so; drawn facing right. */
    static Sprite draw(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        paint(image, drawing);
        BufferedImage mirrored = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = mirrored.createGraphics();
        graphics.drawImage(image, width, 0, -width, height, null);
        graphics.dispose();
        return new Sprite(image, mirrored);
    }

    /** An opaque backdrop as large as the canvas. */
    static BufferedImage backdrop(Consumer<Graphics2D> drawing) {
        BufferedImage image =
                new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_RGB);
        paint(image, drawing);
        return image;
    }

    private static void paint(BufferedImage image, Consumer<Graphics2D> drawing) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.accept(graphics);
        graphics.dispose();
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    void show(Graphics2D canvas, double x, double y, boolean facingRight) {
        canvas.drawImage(
                facingRight ? image : mirrored, (int) Math.round(x), (int) Math.round(y), null);
    }
}
