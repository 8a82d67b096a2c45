package io.sightline.simulator.live;

import io.sightline.simulator.scene.Overlay;
import io.sightline.simulator.scene.Scene;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** Draws a scene, with name and clock, into the bytes that the encoder takes. */
public final class Easel {

    private final Scene scene;
    private final Overlay overlay;
    private final BufferedImage picture;
    private final int[] pixels;
    private final ByteBuffer bytes;

    public Easel(Scene scene, Overlay overlay, PictureFormat format) {
        this.scene = scene;
        this.overlay = overlay;
        this.picture =
                new BufferedImage(
                        format.widthPixels(), format.heightPixels(), BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        this.bytes = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Lets time pass in the scene and draws it: valid until the next call. */
    public byte[] draw(double seconds, Instant now) {
        scene.advance(seconds);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (picture.getWidth() != Scene.WIDTH) {
            canvas.scale(
                    (double) picture.getWidth() / Scene.WIDTH,
                    (double) picture.getHeight() / Scene.HEIGHT);
        }
        scene.draw(canvas);
        overlay.draw(canvas, now);
        canvas.dispose();
        bytes.asIntBuffer().put(pixels);
        return bytes.array();
    }

    public BufferedImage picture() {
        return picture;
    }
}
