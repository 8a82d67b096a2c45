package io.sightline.simulator.onvif;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** A picture that does not move, in a colour that follows from a name. Drawn when first wanted. */
final class StillPicture {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private StillPicture() {}

    static Supplier<byte[]> of(String name) {
        return new Supplier<>() {
            private byte[] jpeg = new byte[0];

            @Override
            public synchronized byte[] get() {
                if (jpeg.length == 0) {
                    jpeg = jpeg(draw(name));
                }
                return jpeg;
            }
        };
    }

    private static BufferedImage draw(String name) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        float hue = (name.hashCode() & 0xFF) / 256f;
        canvas.setPaint(
                new GradientPaint(
                        0,
                        0,
                        Color.getHSBColor(hue, 0.5f, 0.8f),
                        WIDTH,
                        HEIGHT,
                        Color.getHSBColor(hue + 0.3f, 0.6f, 0.4f)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setColor(Color.WHITE);
        canvas.fillOval(WIDTH / 2 - 60, HEIGHT / 2 - 60, 120, 120);
        canvas.dispose();
        return picture;
    }

    static byte[] jpeg(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
