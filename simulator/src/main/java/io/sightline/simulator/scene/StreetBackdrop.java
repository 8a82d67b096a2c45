package io.sightline.simulator.scene;

import static io.sightline.simulator.scene.Scene.HEIGHT;
import static io.sightline.simulator.scene.Scene.WIDTH;
import static io.sightline.simulator.scene.Street.CROSSING_LEFT;
import static io.sightline.simulator.scene.Street.CROSSING_RIGHT;
import static io.sightline.simulator.scene.Street.FAR_PAVEMENT;
import static io.sightline.simulator.scene.Street.ROAD_BOTTOM;
import static io.sightline.simulator.scene.Street.ROAD_TOP;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.util.Random;

/**
 * What stands still in the street: sky, houses, shops, pavements, the road and its marks, lamps.
 */
final class StreetBackdrop {

    private StreetBackdrop() {}

    static void draw(Graphics2D g) {
        Light.sky(
                g,
                0,
                420,
                new Color(0x1D2545),
                new Color(0x43406B),
                new Color(0xA35C72),
                new Color(0xF0A06B));
        Light.glow(g, 930, 400, 360, 0xFFC98A, 130);
        Random random = new Random(17);
        skyline(g, random, 0x39365C, 230, 120, 46, 60);
        skyline(g, random, 0x2A2A47, 150, 190, 70, 110);
        shops(g, random);
        farPavementAndRoad(g, random);
        roadMarks(g);
        nearPavement(g);
        for (int x = 150; x < WIDTH; x += 330) {
            lamp(g, x);
        }
    }

    private static void farPavementAndRoad(Graphics2D g, Random random) {
        g.setColor(new Color(0x6A6670));
        g.fillRect(0, FAR_PAVEMENT, WIDTH, ROAD_TOP - FAR_PAVEMENT);
        g.setColor(new Color(0x8A8690));
        g.fillRect(0, ROAD_TOP - 6, WIDTH, 6);
        Light.sky(
                g,
                ROAD_TOP,
                ROAD_BOTTOM,
                new Color(0x34343E),
                new Color(0x3B3B46),
                new Color(0x2E2E38));
        for (int i = 0; i < 2600; i++) {
            g.setColor(new Color(255, 255, 255, random.nextInt(12)));
            g.fillRect(
                    random.nextInt(WIDTH), ROAD_TOP + random.nextInt(ROAD_BOTTOM - ROAD_TOP), 3, 1);
        }
    }

    private static void roadMarks(Graphics2D g) {
        g.setColor(new Color(0xD9C27A));
        for (int x = 0; x < WIDTH; x += 74) {
            if (x + 44 < CROSSING_LEFT - 30 || x > CROSSING_RIGHT + 30) {
                g.fillRect(x, (ROAD_TOP + ROAD_BOTTOM) / 2 - 2, 44, 5);
            }
        }
        g.setColor(new Color(0xC9C9CC));
        for (int y = ROAD_TOP + 8; y < ROAD_BOTTOM - 10; y += 26) {
            g.fillPolygon(
                    new int[] {
                        CROSSING_LEFT, CROSSING_RIGHT, CROSSING_RIGHT + 4, CROSSING_LEFT - 4
                    },
                    new int[] {y, y, y + 14, y + 14},
                    4);
        }
        g.fillRect(
                CROSSING_LEFT - 40, (ROAD_TOP + ROAD_BOTTOM) / 2, 7, (ROAD_BOTTOM - ROAD_TOP) / 2);
        g.fillRect(CROSSING_RIGHT + 34, ROAD_TOP, 7, (ROAD_BOTTOM - ROAD_TOP) / 2);
    }

    private static void nearPavement(Graphics2D g) {
        g.setColor(new Color(0x8F8B95));
        g.fillRect(0, ROAD_BOTTOM, WIDTH, 7);
        Light.shade(g, ROAD_BOTTOM + 7, HEIGHT, new Color(0x77727E), new Color(0x57535E));
    }

    private static void skyline(
            Graphics2D g, Random random, int rgb, int top, int spread, int width, int lights) {
        int x = -20;
        while (x < WIDTH) {
            int wide = width + random.nextInt(width);
            int roof = top + random.nextInt(spread);
            g.setColor(new Color(rgb));
            g.fillRect(x, roof, wide, FAR_PAVEMENT - roof);
            for (int wy = roof + 12; wy < FAR_PAVEMENT - 20; wy += 18) {
                for (int wx = x + 7; wx < x + wide - 9; wx += 14) {
                    if (random.nextInt(256) < lights) {
                        g.setColor(
                                Light.veil(
                                        random.nextInt(4) == 0 ? 0xBFE0FF : 0xFFD58A,
                                        90 + random.nextInt(130)));
                        g.fillRect(wx, wy, 6, 9);
                    }
                }
            }
            x += wide + random.nextInt(10);
        }
    }

    private static void shops(Graphics2D g, Random random) {
        int[] awnings = {0xA4243B, 0x2A6F6F, 0xC58B2A, 0x5B4B8A, 0x3C6E47};
        for (int i = 0; i < 7; i++) {
            int x = i * 190 - 30;
            g.setColor(new Color(0x3A2F38));
            g.fillRect(x, 318, 182, 112);
            g.setPaint(new GradientPaint(x, 346, new Color(0xFFDFA0), x, 430, new Color(0xC98D4F)));
            g.fillRect(x + 12, 350, 112, 70);
            g.setColor(Light.veil(0x3A2F38, 130));
            for (int s = 0; s < 5; s++) {
                g.fillRect(x + 18 + s * 21, 386 - random.nextInt(16), 12, 36);
            }
            g.setColor(new Color(0x241E26));
            g.fillRect(x + 136, 354, 34, 76);
            g.setColor(new Color(0xF5C67A));
            g.fillRect(x + 142, 360, 22, 34);
            g.setColor(new Color(awnings[i % awnings.length]));
            g.fillPolygon(
                    new int[] {x + 4, x + 132, x + 140, x - 4}, new int[] {332, 332, 354, 354}, 4);
            g.setColor(Light.veil(0xFFFFFF, 60));
            for (int s = 0; s < 8; s += 2) {
                g.fillRect(x + s * 17, 333, 16, 20);
            }
        }
    }

    private static void lamp(Graphics2D g, int x) {
        g.setColor(new Color(0x1F1F27));
        g.fillRect(x, 250, 5, 200);
        g.fillRect(x, 248, 40, 5);
        g.setColor(new Color(0xFFF1CC));
        g.fillRoundRect(x + 26, 252, 22, 6, 6, 6);
        Light.glow(g, x + 37, 258, 110, 0xFFD79A, 150);
        g.setPaint(
                new RadialGradientPaint(
                        x + 37f,
                        500f,
                        150f,
                        new float[] {0f, 1f},
                        new Color[] {Light.veil(0xFFD79A, 46), Light.veil(0xFFD79A, 0)}));
        g.fill(new Ellipse2D.Double(x - 113, 455, 300, 90));
    }
}
