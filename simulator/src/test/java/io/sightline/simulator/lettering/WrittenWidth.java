package io.sightline.simulator.lettering;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Writes into a picture and tells how wide it came out, as a process of its own. */
final class WrittenWidth {

    private WrittenWidth() {}

    public static void main(String[] arguments) {
        BufferedImage picture = new BufferedImage(400, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setFont(Lettering.sans(30));
        canvas.drawString("Harbour 12:34", 10, 50);
        System.out.println(canvas.getFontMetrics().stringWidth("Harbour 12:34"));
    }
}
