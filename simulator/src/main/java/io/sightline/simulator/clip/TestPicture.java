package io.sightline.simulator.clip;

import io.sightline.simulator.lettering.Lettering;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/**
 * Draws the frames of a clip: a grained backdrop that drifts, so that the encoder has as much to do
 * as a real scene gives it, a hand that goes round once a second, a travelling disc, and the
 * frame's number in figures and as a {@link BarCode}. The last frame leads into the first.
 */
final class TestPicture {

    private static final int GRAIN = 26;

    private final ClipSpec spec;
    private final BufferedImage picture;
    private final BufferedImage backdrop;

    TestPicture(ClipSpec spec) {
        this.spec = spec;
        this.picture =
                new BufferedImage(
                        spec.widthPixels(), spec.heightPixels(), BufferedImage.TYPE_3BYTE_BGR);
        this.backdrop = backdrop(spec.widthPixels(), spec.heightPixels());
    }

    private static BufferedImage backdrop(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(
                new GradientPaint(
                        0, 0, new Color(0x2C5364), width / 2f, height, new Color(0xB58D6A), true));
        graphics.fillRect(0, 0, width, height);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            int size = 20 + random.nextInt(height / 4);
            graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), 160, 70));
            graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size);
        }
        graphics.dispose();
        byte[] bytes = bytes(image);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.clamp((bytes[i] & 0xFF) + random.nextInt(-GRAIN, GRAIN), 0, 255);
        }
        return image;
    }

    /** Frame {@code number} of the loop as rows of blue, green, red; valid until the next call. */
    byte[] draw(int number) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int width = spec.widthPixels();
        int height = spec.heightPixels();
        int shift = (int) ((long) number * width / spec.frames());
        graphics.drawImage(backdrop, shift, 0, null);
        graphics.drawImage(backdrop, shift - width, 0, null);
        drawHand(graphics, number, width, height);
        drawDisc(graphics, number, width, height);
        graphics.setColor(Color.WHITE);
        graphics.setFont(Lettering.monospaced(height / 9f));
        graphics.drawString("%05d".formatted(number), width / 40, height - height / 20);
        BarCode.draw(graphics, number, height);
        graphics.dispose();
        return bytes(picture);
    }

    private void drawHand(Graphics2D graphics, int number, int width, int height) {
        double radius = height * 0.3;
        double x = width * 0.5;
        double y = height * 0.55;
        double angle = 2 * Math.PI * number / spec.framesPerSecond();
        graphics.setColor(new Color(0, 0, 0, 120));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(height / 90f));
        graphics.draw(
                new Line2D.Double(
                        x, y, x + radius * Math.sin(angle), y - radius * Math.cos(angle)));
    }

    private void drawDisc(Graphics2D graphics, int number, int width, int height) {
        double part = (double) number / spec.frames();
        double size = height * 0.12;
        double x = (width - size) * (0.5 + 0.5 * Math.sin(4 * Math.PI * part));
        graphics.setColor(new Color(0xF2C14E));
        graphics.fill(new Ellipse2D.Double(x, height * 0.78, size, size));
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
