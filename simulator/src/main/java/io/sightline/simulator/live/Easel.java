package io.sightline.simulator.live;

import io.sightline.simulator.scene.Overlay;
import io.sightline.simulator.scene.Scene;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/**
 * Draws a scene, with name and clock, into the bytes that the encoder takes. Drawn by one thread;
 * others may look at the picture that was drawn last.
 */
public final class Easel implements PictureSource {

    private final Scene scene;
    private final Overlay overlay;
    private final BufferedImage picture;
    private final int[] pixels;
    private final ByteBuffer bytes;
    private final Supplier<Rectangle2D> seen;
    private final Consumer<int[]> tone;

    /** All of the scene is seen. */
    public Easel(Scene scene, Overlay overlay, PictureFormat format) {
        this(scene, overlay, format, () -> new Rectangle(Scene.WIDTH, Scene.HEIGHT), _ -> {});
    }

    /**
     * @param seen which part of the scene's canvas fills the picture at this moment
     * @param tone changes the pixels (0xRRGGBB) of what was drawn, in place
     */
    public Easel(
            Scene scene,
            Overlay overlay,
            PictureFormat format,
            Supplier<Rectangle2D> seen,
            Consumer<int[]> tone) {
        this.tone = tone;
        this.seen = seen;
        this.scene = scene;
        this.overlay = overlay;
        this.picture =
                new BufferedImage(
                        format.widthPixels(), format.heightPixels(), BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        this.bytes = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized byte[] draw(double seconds, Instant now) {
        scene.advance(seconds);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.scale(
                (double) picture.getWidth() / Scene.WIDTH,
                (double) picture.getHeight() / Scene.HEIGHT);
        AffineTransform whole = canvas.getTransform();
        Rectangle2D part = seen.get();
        canvas.scale(Scene.WIDTH / part.getWidth(), Scene.HEIGHT / part.getHeight());
        canvas.translate(-part.getX(), -part.getY());
        scene.draw(canvas);
        tone.accept(pixels);
        canvas.setTransform(whole);
        overlay.draw(canvas, now);
        canvas.dispose();
        bytes.asIntBuffer().put(pixels);
        return bytes.array();
    }

    public BufferedImage picture() {
        return picture;
    }

    /** Draws the picture that was drawn last once more, as large as that one is. */
    public synchronized void copyTo(BufferedImage other) {
        Graphics2D canvas = other.createGraphics();
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, other.getWidth(), other.getHeight(), null);
        canvas.dispose();
    }

    /** The picture that was drawn last, as JPEG. */
    public byte[] jpeg() {
        BufferedImage copy =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        copyTo(copy);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(copy, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }
}
