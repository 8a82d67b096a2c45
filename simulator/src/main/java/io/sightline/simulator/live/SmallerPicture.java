package io.sightline.simulator.live;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** A camera's second stream: what its easel shows, smaller. */
public final class SmallerPicture implements PictureSource {

    private final Easel easel;
    private final BufferedImage picture;
    private final int[] pixels;
    private final ByteBuffer bytes;

    public SmallerPicture(Easel easel, PictureFormat format) {
        this.easel = easel;
        this.picture =
                new BufferedImage(
                        format.widthPixels(), format.heightPixels(), BufferedImage.TYPE_INT_RGB);
        this.pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        this.bytes = ByteBuffer.allocate(pixels.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The scene is moved on by the easel itself. */
    @Override
    public byte[] draw(double seconds, Instant now) {
        easel.copyTo(picture);
        bytes.asIntBuffer().put(pixels);
        return bytes.array();
    }
}
