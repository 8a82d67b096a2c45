package io.sightline.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A city by night over a river: trains cross the bridge, cars the embankment, lights on water. */
public final class RailwayScene implements Scene {

    private static final int BANK = 430;
    private static final int DECK = 372;
    private static final int WATER = 452;

    private final Random random = new Random(41);
    private final List<Window> blinking = new ArrayList<>();
    private final BufferedImage backdrop = Sprite.backdrop(this::drawBackdrop);
    private final Sprite parapet = parapet();
    private final List<Train> trains = new ArrayList<>();
    private final List<Headlight> cars = new ArrayList<>();
    private double time;

    private record Window(int x, int y, double period) {}

    private static final class Train {
        final int id;
        final Sprite body;
        final double speed;
        final double y;
        final double pause;
        double x;

        Train(int id, Sprite body, double speed, double y, double pause, double x) {
            this.id = id;
            this.body = body;
            this.speed = speed;
            this.y = y;
            this.pause = pause;
            this.x = x;
        }
    }

    private static final class Headlight {
        final int id;
        final double speed;
        double x;

        Headlight(int id, double speed, double x) {
            this.id = id;
            this.speed = speed;
            this.x = x;
        }
    }

    /** Sets the signals to green. */
    public RailwayScene() {
        trains.add(new Train(1, commuter(6, 0x2D4A7A, 0xE9C46A), 150, DECK - 58, 420, -700));
        trains.add(new Train(2, freight(9), -88, DECK - 46, 700, 1400));
        for (int i = 0; i < 9; i++) {
            double speed = 70 + random.nextInt(46);
            cars.add(new Headlight(10 + i, i % 2 == 0 ? speed : -speed, random.nextInt(WIDTH)));
        }
    }

    @Override
    public String title() {
        return "River bridge";
    }

    private void drawBackdrop(Graphics2D g) {
        Light.sky(
                g,
                0,
                BANK,
                new Color(0x070B1E),
                new Color(0x101A3B),
                new Color(0x1E2B57),
                new Color(0x3A3A6B));
        Random stars = new Random(8);
        for (int i = 0; i < 150; i++) {
            g.setColor(Light.veil(0xFFFFFF, 50 + stars.nextInt(170)));
            double size = 0.8 + stars.nextDouble() * 1.5;
            g.fill(new Ellipse2D.Double(stars.nextInt(WIDTH), stars.nextInt(240), size, size));
        }
        Light.glow(g, 1040, 110, 150, 0xE8ECFF, 150);
        g.setColor(new Color(0xF5F3E7));
        g.fillOval(1006, 76, 68, 68);
        g.setColor(Light.veil(0xD5D2C0, 130));
        g.fillOval(1022, 92, 14, 14);
        g.fillOval(1046, 108, 18, 18);
        g.fillOval(1030, 120, 9, 9);
        towers(g, stars, 0x141B3A, 170, 120, 40, 70, false);
        towers(g, stars, 0x0D1229, 235, 110, 62, 110, true);
        g.setColor(new Color(0x1B1E2B));
        g.fillRect(0, BANK - 26, WIDTH, WATER - BANK + 26);
        g.setColor(new Color(0x2B2F40));
        g.fillRect(0, BANK - 28, WIDTH, 4);
        for (int x = 40; x < WIDTH; x += 92) {
            Light.glow(g, x, BANK - 44, 46, 0xFFC776, 130);
            g.setColor(new Color(0xFFF0CF));
            g.fillOval(x - 3, BANK - 47, 6, 6);
            g.setColor(new Color(0x11131C));
            g.fillRect(x - 1, BANK - 42, 2, 20);
        }
        Light.sky(g, WATER, HEIGHT, new Color(0x141C3B), new Color(0x0C1430), new Color(0x060B1E));
        reflections(g, stars);
    }

    private void towers(
            Graphics2D g,
            Random stars,
            int rgb,
            int top,
            int spread,
            int width,
            int lights,
            boolean near) {
        int x = -15;
        while (x < WIDTH) {
            int wide = width + stars.nextInt(width);
            int roof = top + stars.nextInt(spread);
            g.setColor(new Color(rgb));
            g.fillRect(x, roof, wide, BANK - roof);
            for (int wy = roof + 9; wy < BANK - 40; wy += 13) {
                for (int wx = x + 6; wx < x + wide - 8; wx += 11) {
                    int draw = stars.nextInt(256);
                    if (draw < lights) {
                        g.setColor(
                                Light.veil(draw % 5 == 0 ? 0xA9D6FF : 0xFFCF7D, near ? 190 : 110));
                        g.fillRect(wx, wy, 5, 7);
                    } else if (near && draw > 252) {
                        blinking.add(new Window(wx, wy, 9 + stars.nextInt(30)));
                    }
                }
            }
            x += wide + stars.nextInt(16);
        }
    }

    private static void reflections(Graphics2D g, Random stars) {
        for (int i = 0; i < 170; i++) {
            int x = stars.nextInt(WIDTH);
            int length = 24 + stars.nextInt(130);
            int rgb = stars.nextInt(4) == 0 ? 0x9CC9FF : 0xFFC776;
            g.setPaint(
                    new java.awt.GradientPaint(
                            x, WATER, Light.veil(rgb, 60), x, WATER + length, Light.veil(rgb, 0)));
            g.fillRect(x, WATER + 2, 3 + stars.nextInt(4), length);
        }
        g.setPaint(
                new java.awt.GradientPaint(
                        0, WATER, Light.veil(0xF5F3E7, 60), 0, HEIGHT, Light.veil(0xF5F3E7, 0)));
        g.fillRect(1016, WATER, 48, HEIGHT - WATER);
    }

    private static Sprite parapet() {
        return Sprite.draw(
                WIDTH,
                330,
                g -> {
                    g.setColor(new Color(0x232838));
                    g.fillRect(0, 20, WIDTH, 20);
                    g.setColor(new Color(0x3A4157));
                    g.fillRect(0, 18, WIDTH, 4);
                    g.setStroke(new BasicStroke(7));
                    for (int pier = 130; pier < WIDTH + 260; pier += 340) {
                        g.setColor(new Color(0x1D2130));
                        g.fillPolygon(
                                new int[] {pier - 22, pier + 22, pier + 32, pier - 32},
                                new int[] {38, 38, 300, 300},
                                4);
                        g.setColor(new Color(0x2E3447));
                        g.draw(
                                new java.awt.geom.Arc2D.Double(
                                        pier + 28, 42, 284, 190, 0, 180, java.awt.geom.Arc2D.OPEN));
                    }
                    g.setColor(new Color(0x2E3447));
                    g.setStroke(new BasicStroke(2));
                    for (int x = 0; x < WIDTH; x += 26) {
                        g.drawLine(x, 18, x, 2);
                    }
                    g.drawLine(0, 3, WIDTH, 3);
                });
    }

    private static Sprite commuter(int coaches, int rgb, int stripe) {
        return Sprite.draw(
                coaches * 172,
                62,
                g -> {
                    for (int i = 0; i < coaches; i++) {
                        int x = i * 172;
                        g.setPaint(
                                new java.awt.GradientPaint(
                                        0,
                                        0,
                                        new Color(rgb).brighter(),
                                        0,
                                        56,
                                        new Color(rgb).darker()));
                        g.fillRoundRect(x, 2, 168, 50, i == coaches - 1 ? 34 : 10, 20);
                        g.setColor(new Color(stripe));
                        g.fillRect(x, 38, 168, 4);
                        g.setColor(new Color(0xFFE9B0));
                        for (int w = 12; w < 150; w += 25) {
                            g.fillRoundRect(x + w, 12, 19, 17, 5, 5);
                        }
                        g.setColor(new Color(0x10131D));
                        g.fillRect(x + 16, 52, 36, 8);
                        g.fillRect(x + 116, 52, 36, 8);
                        g.fillRect(x + 166, 22, 8, 20);
                    }
                    g.setColor(new Color(0xFFFBE6));
                    g.fillOval(coaches * 172 - 12, 32, 9, 9);
                });
    }

    private static Sprite freight(int wagons) {
        int[] loads = {0x7A3B2E, 0x35524A, 0x5A5F73, 0x8A6A2F};
        return Sprite.draw(
                wagons * 112,
                50,
                g -> {
                    for (int i = 0; i < wagons - 1; i++) {
                        g.setColor(new Color(loads[i * 3 % loads.length]));
                        g.fillRect(i * 112 + 4, 8, 102, 30);
                        g.setColor(Light.veil(0x000000, 60));
                        for (int rib = 10; rib < 100; rib += 13) {
                            g.fillRect(i * 112 + rib, 8, 3, 30);
                        }
                        wheels(g, i * 112);
                    }
                    int x = (wagons - 1) * 112;
                    g.setColor(new Color(0xB0402E));
                    g.fillRoundRect(x, 2, 106, 38, 12, 12);
                    g.setColor(new Color(0xFFE9B0));
                    g.fillRect(x + 76, 10, 20, 12);
                    g.setColor(new Color(0xFFFBE6));
                    g.fillOval(x + 98, 28, 8, 8);
                    wheels(g, x);
                });
    }

    private static void wheels(Graphics2D g, int x) {
        g.setColor(new Color(0x0F1119));
        g.fillRect(x, 38, 112, 4);
        for (int wheel : new int[] {10, 24, 74, 88}) {
            g.fillOval(x + wheel, 39, 11, 11);
        }
    }

    @Override
    public void advance(double seconds) {
        time += seconds;
        for (Train train : trains) {
            train.x += train.speed * seconds;
            if (train.speed > 0 && train.x > WIDTH + train.pause) {
                train.x = -train.body.width();
            } else if (train.speed < 0 && train.x < -train.body.width() - train.pause) {
                train.x = WIDTH;
            }
        }
        for (Headlight car : cars) {
            car.x =
                    Math.floorMod(
                                            (long) ((car.x + car.speed * seconds + 60) * 1000),
                                            (WIDTH + 120) * 1000L)
                                    / 1000.0
                            - 60;
        }
    }

    @Override
    public void draw(Graphics2D canvas) {
        canvas.drawImage(backdrop, 0, 0, null);
        canvas.setColor(new Color(0xFFD98F));
        for (Window window : blinking) {
            if (time % window.period() < window.period() / 2) {
                canvas.fillRect(window.x(), window.y(), 5, 7);
            }
        }
        drawAeroplane(canvas);
        cars.forEach(car -> drawCar(canvas, car));
        drawRipples(canvas);
        for (Train train : trains) {
            drawReflection(canvas, train);
        }
        parapet.show(canvas, 0, DECK - 20, true);
        for (Train train : trains) {
            train.body.show(canvas, train.x, train.y, train.speed > 0);
        }
        canvas.setColor(new Color(0x2E3447));
        canvas.fillRect(0, DECK - 2, WIDTH, 5);
        drawSignals(canvas);
    }

    private void drawAeroplane(Graphics2D canvas) {
        double x = (time * 26) % (WIDTH + 200) - 100;
        double y = 70 + 20 * Math.sin(x * 0.002);
        canvas.setColor(Light.veil(0xFFFFFF, time % 1.2 < 0.15 ? 255 : 120));
        canvas.fill(new Ellipse2D.Double(x, y, 3.4, 3.4));
        canvas.setColor(Light.veil(0xFF4040, time % 1.6 < 0.8 ? 220 : 60));
        canvas.fill(new Ellipse2D.Double(x - 7, y + 1, 2.6, 2.6));
    }

    private static void drawCar(Graphics2D canvas, Headlight car) {
        boolean right = car.speed > 0;
        double y = right ? BANK + 8 : BANK - 6;
        canvas.setColor(new Color(0x0E1018));
        canvas.fill(new Rectangle2D.Double(car.x - 13, y - 7, 26, 9));
        double front = right ? car.x + 13 : car.x - 13;
        double rear = right ? car.x - 14 : car.x + 12;
        canvas.setColor(Light.veil(0xFFF4D0, 70));
        Path2D beam = new Path2D.Double();
        double reach = right ? 46 : -46;
        beam.moveTo(front, y - 4);
        beam.lineTo(front + reach, y - 8);
        beam.lineTo(front + reach, y + 4);
        beam.closePath();
        canvas.fill(beam);
        canvas.setColor(new Color(0xFFF9E8));
        canvas.fill(new Ellipse2D.Double(front - 2, y - 6, 4, 4));
        canvas.setColor(new Color(0xFF3B30));
        canvas.fill(new Rectangle2D.Double(rear, y - 6, 3, 4));
    }

    private void drawRipples(Graphics2D canvas) {
        for (int i = 0; i < 46; i++) {
            double y = WATER + 14 + i * i * 0.118;
            double width = 26 + i * 2.3;
            double x = (i * 271 + time * (6 + i * 0.5)) % (WIDTH + 2 * width) - width;
            canvas.setColor(Light.veil(0xAFC3FF, 22));
            canvas.fill(new Rectangle2D.Double(x, y, width, 1.5 + i * 0.02));
        }
    }

    private void drawReflection(Graphics2D canvas, Train train) {
        canvas.setColor(Light.veil(0xFFE9B0, 20));
        for (int i = 0; i < 9; i++) {
            double sway = 5 * Math.sin(time * 2 + i);
            canvas.fill(
                    new Rectangle2D.Double(
                            train.x + 10 + sway,
                            WATER + 30 + i * 17,
                            Math.max(10, train.body.width() - 20),
                            5));
        }
    }

    private void drawSignals(Graphics2D canvas) {
        boolean clear =
                trains.stream()
                        .noneMatch(train -> train.x < 900 && train.x + train.body.width() > 300);
        canvas.setColor(new Color(0x10131D));
        canvas.setStroke(new BasicStroke(4));
        canvas.draw(new Line2D.Double(322, DECK - 4, 322, DECK - 84));
        canvas.fillRoundRect(314, DECK - 104, 16, 32, 6, 6);
        int rgb = clear ? 0x3DDC84 : 0xFF4136;
        canvas.setColor(new Color(rgb));
        canvas.fillOval(318, clear ? DECK - 86 : DECK - 100, 9, 9);
        canvas.setColor(Light.veil(rgb, 60));
        canvas.fillOval(310, clear ? DECK - 94 : DECK - 108, 25, 25);
    }

    @Override
    public List<Thing> truth() {
        List<Thing> things = new ArrayList<>();
        for (Train train : trains) {
            things.add(
                    new Thing(
                            train.id,
                            Kind.TRAIN,
                            new Rectangle2D.Double(
                                    train.x, train.y, train.body.width(), train.body.height())));
        }
        for (Headlight car : cars) {
            double y = car.speed > 0 ? BANK + 1 : BANK - 13;
            things.add(new Thing(car.id, Kind.CAR, new Rectangle2D.Double(car.x - 13, y, 26, 9)));
        }
        return things;
    }
}
