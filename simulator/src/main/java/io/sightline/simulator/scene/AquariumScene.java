package io.sightline.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A reef behind glass: shoals, a few large fish, weed in the current, bubbles. */
public final class AquariumScene implements Scene {

    private static final int FLOOR = 610;

    private final Random random = new Random(11);
    private final BufferedImage backdrop = Sprite.backdrop(this::drawBackdrop);
    private final List<Fish> fish = new ArrayList<>();
    private final List<Bubble> bubbles = new ArrayList<>();
    private double time;

    private static final class Fish {
        final int id;
        final Sprite body;
        final Sprite tail;
        final double speed;
        final double homeY;
        final double sway;
        final double phase;
        final boolean right;
        double x;
        double y;

        Fish(int id, Sprite body, Sprite tail, double speed, double homeY, Random random) {
            this.id = id;
            this.body = body;
            this.tail = tail;
            this.speed = speed;
            this.homeY = homeY;
            this.sway = 8 + random.nextDouble() * 22;
            this.phase = random.nextDouble() * 6.28;
            this.right = random.nextBoolean();
            this.x = random.nextDouble() * WIDTH;
            this.y = homeY;
        }

        double wholeWidth() {
            return body.width() + tail.width() * 0.75;
        }
    }

    private static final class Bubble {
        double x;
        double y;
        final double radius;

        Bubble(double x, double y, double radius) {
            this.x = x;
            this.y = y;
            this.radius = radius;
        }
    }

    /** Fills the tank. */
    public AquariumScene() {
        int[][] kinds = {
            // length, body colour, stripe colour, how many, speed
            {150, 0xF08A24, 0xFFF3DC, 3, 46},
            {120, 0x2F7BD9, 0xF7D046, 4, 60},
            {58, 0xF5D547, 0x2B3A55, 9, 92},
            {42, 0xE9546B, 0xFFD9D0, 12, 110},
            {210, 0x6B7A8F, 0xB9C7D6, 1, 34}
        };
        int id = 1;
        for (int[] kind : kinds) {
            Sprite body = body(kind[0], kind[1], kind[2]);
            Sprite tail = tail(kind[0], kind[1]);
            for (int i = 0; i < kind[3]; i++) {
                double speed = kind[4] * (0.8 + 0.4 * random.nextDouble());
                double y = 90 + random.nextDouble() * 430;
                fish.add(new Fish(id++, body, tail, speed, y, random));
            }
        }
        for (int i = 0; i < 34; i++) {
            bubbles.add(bubble(random.nextDouble() * FLOOR));
        }
    }

    @Override
    public String title() {
        return "Aquarium";
    }

    private Bubble bubble(double y) {
        double[] vents = {255, 640, 1015};
        double x = vents[random.nextInt(vents.length)] + random.nextGaussian() * 9;
        return new Bubble(x, y, 2 + random.nextDouble() * 6);
    }

    private static Sprite body(int length, int rgb, int stripe) {
        int height = (int) (length * 0.52);
        return Sprite.draw(
                length,
                height,
                g -> {
                    Path2D shape = new Path2D.Double();
                    double middle = height * 0.52;
                    shape.moveTo(0, middle);
                    shape.curveTo(length * 0.25, 0, length * 0.75, 0, length - 1, middle);
                    shape.curveTo(length * 0.75, height, length * 0.25, height, 0, middle);
                    g.setPaint(
                            new java.awt.GradientPaint(
                                    0,
                                    0,
                                    new Color(rgb).brighter(),
                                    0,
                                    height,
                                    new Color(rgb).darker()));
                    g.fill(shape);
                    g.setClip(shape);
                    g.setColor(new Color(stripe));
                    double band = length * 0.09;
                    g.fill(new Rectangle2D.Double(length * 0.62, 0, band, height));
                    g.fill(new Rectangle2D.Double(length * 0.34, 0, band * 0.8, height));
                    g.setColor(new Color(255, 255, 255, 70));
                    g.fill(
                            new Ellipse2D.Double(
                                    length * 0.2, height * 0.12, length * 0.6, height * 0.22));
                    g.setClip(null);
                    g.setColor(new Color(rgb).darker());
                    Path2D fin = new Path2D.Double();
                    fin.moveTo(length * 0.5, middle);
                    fin.curveTo(
                            length * 0.42,
                            height * 0.9,
                            length * 0.34,
                            height * 0.9,
                            length * 0.33,
                            middle);
                    g.fill(fin);
                    double eye = Math.max(4, length * 0.075);
                    g.setColor(Color.WHITE);
                    g.fill(new Ellipse2D.Double(length * 0.82, height * 0.34, eye, eye));
                    g.setColor(Color.BLACK);
                    g.fill(
                            new Ellipse2D.Double(
                                    length * 0.82 + eye * 0.35,
                                    height * 0.34 + eye * 0.2,
                                    eye * 0.6,
                                    eye * 0.6));
                });
    }

    private static Sprite tail(int length, int rgb) {
        int width = (int) (length * 0.3);
        int height = (int) (length * 0.44);
        return Sprite.draw(
                width,
                height,
                g -> {
                    Path2D shape = new Path2D.Double();
                    shape.moveTo(width, height * 0.5);
                    shape.quadTo(width * 0.5, height * 0.35, 0, 0);
                    shape.quadTo(width * 0.35, height * 0.5, 0, height);
                    shape.quadTo(width * 0.5, height * 0.65, width, height * 0.5);
                    g.setColor(new Color(rgb).darker());
                    g.fill(shape);
                });
    }

    private void drawBackdrop(Graphics2D g) {
        Light.sky(
                g,
                0,
                HEIGHT,
                new Color(0x1B7FA8),
                new Color(0x0E5A86),
                new Color(0x0A3A63),
                new Color(0x08264A));
        Random stones = new Random(5);
        for (int ridge = 0; ridge < 3; ridge++) {
            g.setColor(
                    new Color[] {new Color(0x0F4C73), new Color(0x0D3F60), new Color(0x0B314D)}
                            [ridge]);
            Path2D rocks = new Path2D.Double();
            rocks.moveTo(0, HEIGHT);
            for (int x = 0; x <= WIDTH + 40; x += 40) {
                double rise = 70 + 90 * Math.sin(x * 0.006 + ridge * 2.1) + stones.nextInt(34);
                rocks.lineTo(x, FLOOR + 20 + ridge * 26 - Math.max(0, rise) + ridge * 30);
            }
            rocks.lineTo(WIDTH, HEIGHT);
            g.fill(rocks);
        }
        Light.shade(g, FLOOR + 20, HEIGHT, new Color(0xC9B07A), new Color(0x8F7A4E));
        for (int i = 0; i < 1400; i++) {
            g.setColor(new Color(255, 240, 200, stones.nextInt(50)));
            g.fill(
                    new Ellipse2D.Double(
                            stones.nextInt(WIDTH),
                            FLOOR + 24 + stones.nextInt(100),
                            2 + stones.nextInt(3),
                            2));
        }
        int[] corals = {0xD9576B, 0xE8895B, 0x9A5FB5, 0xDB7FA8};
        for (int i = 0; i < 13; i++) {
            drawCoral(
                    g,
                    40 + i * 98 + stones.nextInt(40),
                    FLOOR + 40 + stones.nextInt(34),
                    new Color(corals[i % 4]),
                    stones);
        }
        g.setPaint(Light.veil(0xCFF3FF, 16));
        for (int i = 0; i < 6; i++) {
            Path2D shaft = new Path2D.Double();
            double x = 60 + i * 220;
            shaft.moveTo(x, 0);
            shaft.lineTo(x + 70, 0);
            shaft.lineTo(x + 190, FLOOR + 20);
            shaft.lineTo(x + 30, FLOOR + 20);
            g.fill(shaft);
        }
    }

    private static void drawCoral(Graphics2D g, int x, int y, Color colour, Random random) {
        for (int i = 0; i < 7; i++) {
            double angle = -Math.PI / 2 + (i - 3) * 0.27 + random.nextGaussian() * 0.05;
            double length = 42 + random.nextInt(34);
            g.setStroke(
                    new BasicStroke(
                            9 - Math.abs(i - 3), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.setColor(i % 2 == 0 ? colour : colour.darker());
            Path2D branch = new Path2D.Double();
            branch.moveTo(x, y);
            branch.quadTo(
                    x + Math.cos(angle) * length * 0.3,
                    y - length * 0.6,
                    x + Math.cos(angle) * length,
                    y + Math.sin(angle) * length);
            g.draw(branch);
        }
    }

    @Override
    public void advance(double seconds) {
        time += seconds;
        for (Fish one : fish) {
            one.x += (one.right ? 1 : -1) * one.speed * seconds;
            double margin = one.wholeWidth() + 20;
            if (one.x > WIDTH + margin) {
                one.x = -margin;
            } else if (one.x < -margin) {
                one.x = WIDTH + margin;
            }
            one.y = one.homeY + one.sway * Math.sin(time * 0.7 + one.phase);
        }
        for (int i = 0; i < bubbles.size(); i++) {
            Bubble bubble = bubbles.get(i);
            bubble.y -= (40 + bubble.radius * 9) * seconds;
            bubble.x += Math.sin(time * 3 + i) * 12 * seconds;
            if (bubble.y < -10) {
                bubbles.set(i, bubble(FLOOR + 10));
            }
        }
    }

    @Override
    public void draw(Graphics2D canvas) {
        canvas.drawImage(backdrop, 0, 0, null);
        drawWeed(canvas, 0x1F7A4D, 90, 5, 1.0);
        for (Fish one : fish) {
            drawFish(canvas, one);
        }
        drawWeed(canvas, 0x2E9E5B, 1140, 6, 1.25);
        drawWeed(canvas, 0x2E9E5B, 470, 4, 0.85);
        canvas.setStroke(new BasicStroke(1.3f));
        for (Bubble bubble : bubbles) {
            double size = bubble.radius * 2;
            canvas.setColor(Light.veil(0xE6FBFF, 60));
            canvas.fill(new Ellipse2D.Double(bubble.x, bubble.y, size, size));
            canvas.setColor(Light.veil(0xFFFFFF, 150));
            canvas.draw(new Ellipse2D.Double(bubble.x, bubble.y, size, size));
        }
    }

    private void drawFish(Graphics2D canvas, Fish one) {
        double beat = Math.cos(time * (4 + one.speed / 20) + one.phase);
        double tailWidth = one.tail.width() * (0.8 + 0.25 * beat);
        double middle = one.y + one.body.height() * 0.52;
        double bodyX = one.right ? one.x + one.tail.width() * 0.75 : one.x;
        double joint =
                one.right
                        ? bodyX + one.tail.width() * 0.2
                        : bodyX + one.body.width() - one.tail.width() * 0.2;
        AffineTransform before = canvas.getTransform();
        canvas.translate(joint, middle - one.tail.height() / 2.0);
        canvas.scale((one.right ? 1 : -1) * tailWidth / one.tail.width(), 1);
        one.tail.show(canvas, -one.tail.width(), 0, true);
        canvas.setTransform(before);
        one.body.show(canvas, bodyX, one.y, one.right);
    }

    private void drawWeed(Graphics2D canvas, int rgb, int left, int blades, double scale) {
        for (int i = 0; i < blades; i++) {
            double x = left + i * 17;
            double tall = (150 + 37 * (i * 7 % 4)) * scale;
            double lean = 26 * Math.sin(time * 0.9 + i * 0.8);
            Path2D blade = new Path2D.Double();
            blade.moveTo(x - 6, FLOOR + 60);
            blade.curveTo(
                    x - 8 + lean * 0.3,
                    FLOOR - tall * 0.3,
                    x + lean,
                    FLOOR - tall * 0.6,
                    x + lean * 1.5,
                    FLOOR + 60 - tall);
            blade.curveTo(
                    x + 8 + lean,
                    FLOOR - tall * 0.5,
                    x + 9 + lean * 0.3,
                    FLOOR - tall * 0.3,
                    x + 8,
                    FLOOR + 60);
            canvas.setColor(i % 2 == 0 ? new Color(rgb) : new Color(rgb).darker());
            canvas.fill(blade);
        }
    }

    @Override
    public List<Thing> truth() {
        return fish.stream()
                .map(
                        one ->
                                new Thing(
                                        one.id,
                                        Kind.FISH,
                                        new Rectangle2D.Double(
                                                one.x, one.y, one.wholeWidth(), one.body.height())))
                .toList();
    }
}
