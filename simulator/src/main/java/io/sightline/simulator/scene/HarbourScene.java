package io.sightline.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A harbour in the morning: ships pass, boats lie at anchor, gulls circle, waves run. */
public final class HarbourScene implements Scene {

    private static final int HORIZON = 330;
    private static final int SUN_X = 880;

    private final BufferedImage backdrop = Sprite.backdrop(HarbourScene::drawBackdrop);
    private final List<Vessel> vessels = new ArrayList<>();
    private final List<Gull> gulls = new ArrayList<>();
    private double time;

    private static final class Vessel {
        final int id;
        final Sprite hull;
        final double speed;
        final double waterline;
        final double bob;
        double x;

        Vessel(int id, Sprite hull, double speed, double waterline, double bob, double x) {
            this.id = id;
            this.hull = hull;
            this.speed = speed;
            this.waterline = waterline;
            this.bob = bob;
            this.x = x;
        }

        double y(double time) {
            return waterline - hull.height() + bob * Math.sin(time * 1.3 + id);
        }
    }

    private record Gull(int id, double radius, double centreX, double centreY, double speed) {
        double x(double time) {
            return centreX + radius * Math.cos(time * speed + id);
        }

        double y(double time) {
            return centreY + radius * 0.35 * Math.sin(time * speed + id) + 6 * Math.sin(time * 0.7);
        }
    }

    /** Puts the ships to sea. */
    public HarbourScene() {
        vessels.add(new Vessel(1, freighter(), 13, 372, 1, 120));
        vessels.add(new Vessel(2, sailingBoat(74, 0xF4F1E6), -17, 402, 2, 900));
        vessels.add(new Vessel(3, sailingBoat(110, 0xE9D8A6), 24, 456, 3, 340));
        vessels.add(new Vessel(4, ferry(), -33, 520, 2, 1100));
        vessels.add(new Vessel(5, sailingBoat(190, 0xFFFFFF), 0, 640, 5, 190));
        vessels.add(new Vessel(6, launch(), 62, 586, 4, 620));
        vessels.sort(java.util.Comparator.comparingDouble(vessel -> vessel.waterline));
        for (int i = 0; i < 9; i++) {
            gulls.add(
                    new Gull(
                            20 + i,
                            60 + 34 * (i % 4),
                            300 + 95 * i,
                            120 + 22 * (i % 3),
                            0.25 + 0.05 * (i % 5)));
        }
    }

    @Override
    public String title() {
        return "Harbour";
    }

    private static void drawBackdrop(Graphics2D g) {
        Light.sky(
                g,
                0,
                HORIZON,
                new Color(0x4F7CAC),
                new Color(0x9DB8C9),
                new Color(0xF3C998),
                new Color(0xF7A072));
        Light.glow(g, SUN_X, HORIZON - 46, 300, 0xFFF1C4, 210);
        g.setColor(new Color(0xFFF6DC));
        g.fillOval(SUN_X - 34, HORIZON - 80, 68, 68);
        Random random = new Random(3);
        for (int i = 0; i < 10; i++) {
            cloud(
                    g,
                    random.nextInt(WIDTH),
                    40 + random.nextInt(170),
                    0.5 + random.nextDouble(),
                    random);
        }
        hills(g, 0x8C9FB0, HORIZON, 70, 0.004, 1.0);
        hills(g, 0x6E8496, HORIZON, 46, 0.007, 2.6);
        Light.sky(
                g,
                HORIZON,
                HEIGHT,
                new Color(0xD69A7B),
                new Color(0x6C93A6),
                new Color(0x2F6180),
                new Color(0x1C4463));
        town(g, random);
        pier(g);
    }

    private static void cloud(Graphics2D g, int x, int y, double scale, Random random) {
        for (int i = 0; i < 7; i++) {
            double width = (70 + random.nextInt(60)) * scale;
            g.setColor(Light.veil(0xFFFFFF, 34));
            g.fillOval(
                    (int) (x + (i - 3) * 34 * scale),
                    y + random.nextInt(16),
                    (int) width,
                    (int) (width * 0.28));
        }
    }

    private static void hills(
            Graphics2D g, int rgb, int base, int height, double frequency, double phase) {
        Path2D ridge = new Path2D.Double();
        ridge.moveTo(0, base);
        for (int x = 0; x <= WIDTH; x += 8) {
            double wave =
                    Math.sin(x * frequency + phase) + 0.4 * Math.sin(x * frequency * 2.7 + phase);
            ridge.lineTo(x, base - Math.max(2, height * (0.55 + 0.45 * wave)));
        }
        ridge.lineTo(WIDTH, base);
        g.setColor(new Color(rgb));
        g.fill(ridge);
    }

    private static void town(Graphics2D g, Random random) {
        int[] walls = {0xE8D5B5, 0xD9B48F, 0xC98B6B, 0xE6C9A8, 0xB9A390};
        for (int x = 20; x < 420; x += 24) {
            int height = 22 + random.nextInt(34);
            g.setColor(new Color(walls[random.nextInt(walls.length)]));
            g.fillRect(x, HORIZON - height, 22, height);
            g.setColor(new Color(0x9A4F3F));
            g.fillPolygon(
                    new int[] {x - 2, x + 11, x + 24},
                    new int[] {HORIZON - height, HORIZON - height - 11, HORIZON - height},
                    3);
            g.setColor(new Color(0x5B5F6B));
            for (int y = HORIZON - height + 6; y < HORIZON - 6; y += 10) {
                g.fillRect(x + 5, y, 4, 5);
                g.fillRect(x + 13, y, 4, 5);
            }
        }
        g.setColor(new Color(0xF2EFE8));
        g.fillPolygon(
                new int[] {470, 476, 494, 500},
                new int[] {HORIZON, HORIZON - 120, HORIZON - 120, HORIZON},
                4);
        g.setColor(new Color(0xB23A3A));
        g.fillPolygon(
                new int[] {472, 474, 496, 498},
                new int[] {HORIZON - 40, HORIZON - 72, HORIZON - 72, HORIZON - 40},
                4);
        g.fillRect(474, HORIZON - 138, 22, 8);
        g.setColor(new Color(0xFFF0B8));
        g.fillRect(478, HORIZON - 130, 14, 11);
    }

    private static void pier(Graphics2D g) {
        g.setColor(new Color(0x4A3B32));
        for (int x = 960; x < WIDTH; x += 46) {
            g.fillRect(x, 600, 12, 110);
        }
        g.setColor(new Color(0x6B5646));
        g.fillRect(940, 588, WIDTH - 940, 20);
        g.setColor(new Color(0x7F6853));
        g.fillRect(940, 584, WIDTH - 940, 6);
        g.setColor(new Color(0x3B302A));
        g.fillRect(1000, 556, 8, 30);
        g.fillRect(1150, 556, 8, 30);
    }

    private static Sprite freighter() {
        return Sprite.draw(
                360,
                96,
                g -> {
                    int[] boxes = {0xB5503C, 0x3D6B8C, 0xC9A227, 0x4F7F5B, 0x8A8D91};
                    for (int i = 0; i < 13; i++) {
                        for (int row = 0; row < 1 + (i * 5 % 3); row++) {
                            g.setColor(new Color(boxes[(i + row * 2) % boxes.length]));
                            g.fillRect(80 + i * 19, 48 - row * 12, 18, 11);
                        }
                    }
                    g.setColor(new Color(0xECE7DD));
                    g.fillRect(28, 14, 40, 48);
                    g.setColor(new Color(0x33475B));
                    g.fillRect(32, 20, 32, 5);
                    g.setColor(new Color(0xB23A3A));
                    g.fillRect(40, 0, 14, 16);
                    hull(g, 360, 58, 94, 0x2E3B4A, 0x8E3B34);
                });
    }

    private static void hull(Graphics2D g, int width, int top, int bottom, int rgb, int bottomRgb) {
        Path2D hull = new Path2D.Double();
        hull.moveTo(4, top);
        hull.lineTo(width - 2, top);
        hull.quadTo(width - 14, bottom, width - 34, bottom);
        hull.lineTo(16, bottom);
        hull.closePath();
        g.setColor(new Color(rgb));
        g.fill(hull);
        g.setClip(hull);
        g.setColor(new Color(bottomRgb));
        g.fillRect(0, bottom - (bottom - top) / 4, width, bottom);
        g.setClip(null);
    }

    private static Sprite sailingBoat(int size, int sailRgb) {
        int height = (int) (size * 1.35);
        return Sprite.draw(
                size,
                height,
                g -> {
                    double mast = size * 0.46;
                    g.setColor(new Color(0x5A4636));
                    g.fill(new Rectangle2D.Double(mast - 1.5, 0, 3, height * 0.86));
                    Path2D main = new Path2D.Double();
                    main.moveTo(mast + 3, height * 0.03);
                    main.quadTo(size * 0.95, height * 0.5, size * 0.9, height * 0.76);
                    main.lineTo(mast + 3, height * 0.78);
                    main.closePath();
                    g.setColor(new Color(sailRgb));
                    g.fill(main);
                    Path2D jib = new Path2D.Double();
                    jib.moveTo(mast - 3, height * 0.1);
                    jib.quadTo(size * 0.2, height * 0.55, size * 0.06, height * 0.77);
                    jib.lineTo(mast - 3, height * 0.78);
                    jib.closePath();
                    g.setColor(new Color(sailRgb).darker());
                    g.fill(jib);
                    hull(g, size, (int) (height * 0.84), height - 1, 0x7A2E2E, 0x4B1F1F);
                });
    }

    private static Sprite ferry() {
        return Sprite.draw(
                220,
                92,
                g -> {
                    g.setColor(new Color(0xF6F4EF));
                    g.fillRoundRect(30, 28, 150, 36, 10, 10);
                    g.fillRoundRect(60, 10, 80, 24, 8, 8);
                    g.setColor(new Color(0x2F5D7C));
                    for (int x = 38; x < 172; x += 14) {
                        g.fillRect(x, 40, 9, 9);
                    }
                    g.fillRect(68, 16, 64, 7);
                    g.setColor(new Color(0xE07A3F));
                    g.fillRect(96, 0, 14, 12);
                    hull(g, 220, 62, 90, 0x27496D, 0xC8553D);
                });
    }

    private static Sprite launch() {
        return Sprite.draw(
                96,
                40,
                g -> {
                    g.setColor(new Color(0xEFEDE8));
                    g.fillRoundRect(26, 8, 36, 16, 8, 8);
                    g.setColor(new Color(0x36536B));
                    g.fillRect(44, 11, 14, 8);
                    hull(g, 96, 20, 38, 0xF0F0F0, 0xB23A3A);
                });
    }

    @Override
    public void advance(double seconds) {
        time += seconds;
        for (Vessel vessel : vessels) {
            vessel.x += vessel.speed * seconds;
            double margin = vessel.hull.width() + 30;
            if (vessel.x > WIDTH + 30) {
                vessel.x = -margin;
            } else if (vessel.x < -margin) {
                vessel.x = WIDTH + 30;
            }
        }
    }

    @Override
    public void draw(Graphics2D canvas) {
        canvas.drawImage(backdrop, 0, 0, null);
        drawBeam(canvas);
        drawSunPath(canvas);
        int drawn = 0;
        double[] rows = {380, 412, 462, 526, 592, 656};
        for (int row = 0; row < rows.length; row++) {
            while (drawn < vessels.size() && vessels.get(drawn).waterline < rows[row]) {
                drawVessel(canvas, vessels.get(drawn++));
            }
            drawWaves(canvas, rows[row], row);
        }
        while (drawn < vessels.size()) {
            drawVessel(canvas, vessels.get(drawn++));
        }
        canvas.setColor(new Color(0x2B2F36));
        canvas.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        gulls.forEach(gull -> drawGull(canvas, gull));
    }

    private void drawVessel(Graphics2D canvas, Vessel vessel) {
        double y = vessel.y(time);
        AffineTransform before = canvas.getTransform();
        if (vessel.hull.width() < 200) {
            canvas.rotate(
                    0.02 * Math.sin(time * 1.1 + vessel.id),
                    vessel.x + vessel.hull.width() / 2.0,
                    vessel.waterline);
        }
        vessel.hull.show(canvas, vessel.x, y, vessel.speed >= 0);
        canvas.setTransform(before);
        if (Math.abs(vessel.speed) > 20) {
            canvas.setColor(Light.veil(0xFFFFFF, 90));
            double stern = vessel.speed > 0 ? vessel.x - 50 : vessel.x + vessel.hull.width();
            canvas.fill(new java.awt.geom.Ellipse2D.Double(stern, vessel.waterline - 4, 60, 5));
        }
    }

    private void drawBeam(Graphics2D canvas) {
        double turn = Math.cos(time * 0.8);
        canvas.setColor(Light.veil(0xFFF6CF, (int) (34 + 26 * Math.abs(turn))));
        Path2D beam = new Path2D.Double();
        beam.moveTo(485, HORIZON - 125);
        beam.lineTo(485 + 420 * turn, HORIZON - 165);
        beam.lineTo(485 + 420 * turn, HORIZON - 90);
        beam.closePath();
        canvas.fill(beam);
    }

    private void drawSunPath(Graphics2D canvas) {
        for (int i = 0; i < 26; i++) {
            double y = HORIZON + 8 + i * i * 0.42;
            double width = (26 + i * 4) * (0.7 + 0.3 * Math.sin(time * 2.2 + i * 1.7));
            canvas.setColor(Light.veil(0xFFE3B0, 120 - i * 4));
            canvas.fill(
                    new Rectangle2D.Double(
                            SUN_X - width + 12 * Math.sin(time + i), y, 2 * width, 2 + i * 0.12));
        }
    }

    private void drawWaves(Graphics2D canvas, double y, int row) {
        double length = 40 + row * 22;
        double shift = (time * (10 + row * 9)) % (2 * length);
        Path2D crest = new Path2D.Double();
        crest.moveTo(-2 * length + shift, y);
        for (double x = -2 * length + shift; x < WIDTH + length; x += length) {
            crest.quadTo(x + length / 2, y - 3 - row * 1.4, x + length, y);
        }
        canvas.setColor(Light.veil(0xEAF6FF, 46 + row * 8));
        canvas.setStroke(new BasicStroke(1.2f + row * 0.35f));
        canvas.draw(crest);
    }

    private void drawGull(Graphics2D canvas, Gull gull) {
        double flap = 5 * Math.sin(time * 5 + gull.id());
        double x = gull.x(time);
        double y = gull.y(time);
        Path2D wings = new Path2D.Double();
        wings.moveTo(x - 13, y - flap);
        wings.quadTo(x - 6, y - 5, x, y);
        wings.quadTo(x + 6, y - 5, x + 13, y - flap);
        canvas.draw(wings);
    }

    @Override
    public List<Thing> truth() {
        List<Thing> things = new ArrayList<>();
        for (Vessel vessel : vessels) {
            things.add(
                    new Thing(
                            vessel.id,
                            Kind.BOAT,
                            new Rectangle2D.Double(
                                    vessel.x,
                                    vessel.y(time),
                                    vessel.hull.width(),
                                    vessel.hull.height())));
        }
        for (Gull gull : gulls) {
            things.add(
                    new Thing(
                            gull.id(),
                            Kind.BIRD,
                            new Rectangle2D.Double(gull.x(time) - 13, gull.y(time) - 8, 26, 14)));
        }
        return things;
    }
}
