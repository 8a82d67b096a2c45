package io.sightline.simulator.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** What drives in the street, seen from the side. */
final class CarBodies {

    private CarBodies() {}

    static Sprite car(int rgb) {
        return Sprite.draw(
                170,
                64,
                g -> {
                    Path2D cabin = new Path2D.Double();
                    cabin.moveTo(36, 30);
                    cabin.curveTo(52, 4, 62, 2, 84, 2);
                    cabin.curveTo(110, 2, 120, 14, 134, 30);
                    cabin.closePath();
                    g.setColor(new Color(rgb));
                    g.fill(cabin);
                    g.setColor(new Color(0x26324A));
                    g.fillPolygon(new int[] {50, 62, 82, 82}, new int[] {28, 9, 8, 28}, 4);
                    g.fillPolygon(new int[] {88, 88, 106, 122}, new int[] {28, 8, 11, 28}, 4);
                    chassis(g, 170, rgb);
                });
    }

    static Sprite van(int rgb) {
        return Sprite.draw(
                180,
                82,
                g -> {
                    g.translate(0, 18);
                    g.setColor(new Color(rgb));
                    g.fillRoundRect(10, -18, 122, 62, 12, 12);
                    g.fillPolygon(new int[] {128, 150, 168, 128}, new int[] {-10, 4, 30, 34}, 4);
                    g.setColor(new Color(0x26324A));
                    g.fillPolygon(new int[] {130, 146, 158, 130}, new int[] {-4, 8, 26, 26}, 4);
                    chassis(g, 180, rgb);
                });
    }

    static Sprite bus() {
        return Sprite.draw(
                330,
                118,
                g -> {
                    g.translate(0, 54);
                    g.setColor(new Color(0xD8572A));
                    g.fillRoundRect(6, -52, 318, 96, 16, 16);
                    g.setColor(new Color(0xFFE8B5));
                    for (int x = 18; x < 300; x += 42) {
                        g.fillRoundRect(x, -40, 36, 34, 6, 6);
                    }
                    g.setColor(new Color(0xF7F3EA));
                    g.fillRect(6, 6, 318, 6);
                    chassis(g, 330, 0xB9451F);
                });
    }

    /** The lower half that all have: body, wheels, lamps; 64 high from the origin. */
    private static void chassis(Graphics2D g, int width, int rgb) {
        g.setPaint(new GradientPaint(0, 26, new Color(rgb), 0, 54, new Color(rgb).darker()));
        g.fillRoundRect(4, 26, width - 8, 26, 18, 18);
        for (int x : new int[] {30, width - 56}) {
            g.setColor(new Color(0x15151A));
            g.fillOval(x, 38, 26, 26);
            g.setColor(new Color(0x8C8F98));
            g.fillOval(x + 7, 45, 12, 12);
        }
        g.setColor(new Color(0xFFF3C9));
        g.fillRoundRect(width - 14, 32, 9, 8, 5, 5);
        g.setColor(new Color(0xE03131));
        g.fillRoundRect(4, 32, 7, 8, 4, 4);
    }
}
