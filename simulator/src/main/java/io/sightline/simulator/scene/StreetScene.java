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

/**
 * A street crossing at dusk: cars in two directions that stop when the light is red, people on both
 * pavements, and across the street while they may.
 */
public final class StreetScene implements Scene {

    private static final int FAR_PAVEMENT = 430;
    private static final int ROAD_TOP = 462;
    private static final int ROAD_BOTTOM = 640;
    private static final int CROSSING_LEFT = 560;
    private static final int CROSSING_RIGHT = 690;
    private static final double CYCLE_SECONDS = 22;
    private static final double GREEN_SECONDS = 13;
    private static final double YELLOW_SECONDS = 1.5;

    private final Random random = new Random(29);
    private final BufferedImage backdrop = Sprite.backdrop(StreetScene::drawBackdrop);
    private final List<Car> cars = new ArrayList<>();
    private final List<Walker> walkers = new ArrayList<>();
    private double time;

    private static final class Car {
        final int id;
        final Sprite body;
        final boolean right;
        final double cruise;
        double x;
        double speed;

        Car(int id, Sprite body, boolean right, double cruise, double x) {
            this.id = id;
            this.body = body;
            this.right = right;
            this.cruise = cruise;
            this.x = x;
            this.speed = cruise;
        }

        double y() {
            return (right ? ROAD_BOTTOM - 16 : ROAD_TOP + 72) - body.height();
        }

        double front() {
            return right ? x + body.width() : x;
        }
    }

    private static final class Walker {
        final int id;
        final Color coat;
        final Color trousers;
        final double speed;
        final double size;
        final boolean crosses;
        double x;
        double y;
        boolean right;

        Walker(
                int id,
                Color coat,
                double speed,
                double size,
                double x,
                double y,
                boolean right,
                boolean crosses) {
            this.id = id;
            this.coat = coat;
            this.trousers = coat.darker().darker();
            this.speed = speed;
            this.size = size;
            this.x = x;
            this.y = y;
            this.right = right;
            this.crosses = crosses;
        }
    }

    /** Sends everybody on their way. */
    public StreetScene() {
        int[] paints = {0xB23A48, 0x2F6690, 0xE0E1DD, 0x3A3A40, 0xC9A227, 0x4F7F5B};
        int id = 1;
        for (int i = 0; i < 6; i++) {
            boolean right = i % 2 == 0;
            Sprite body = i == 4 ? van(paints[i]) : car(paints[i]);
            cars.add(new Car(id++, body, right, 130 + 25 * random.nextDouble(), 80 + i * 230.0));
        }
        cars.add(new Car(id++, bus(), false, 100, 1500));
        int[] coats = {
            0x8D5B4C, 0x4A6FA5, 0x9B5DE5, 0xD1495B, 0x66A182, 0xEDAE49, 0x5C6784, 0xC97C5D
        };
        for (int i = 0; i < 8; i++) {
            boolean near = i % 2 == 0;
            double size = near ? 1.18 : 0.72;
            double y = near ? 702 - (i % 3) * 6 : FAR_PAVEMENT + 26;
            walkers.add(
                    new Walker(
                            id++,
                            new Color(coats[i]),
                            (34 + random.nextInt(20)) * size,
                            size,
                            random.nextInt(WIDTH),
                            y,
                            i % 3 != 0,
                            false));
        }
        for (int i = 0; i < 3; i++) {
            walkers.add(
                    new Walker(
                            id++,
                            new Color(coats[7 - i]),
                            40 + 5 * i,
                            1,
                            CROSSING_LEFT + 28 + i * 34,
                            i == 1 ? FAR_PAVEMENT + 22 : 690,
                            true,
                            true));
        }
    }

    @Override
    public String title() {
        return "Elm Street crossing";
    }

    private static void drawBackdrop(Graphics2D g) {
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
        g.setColor(new Color(0x8F8B95));
        g.fillRect(0, ROAD_BOTTOM, WIDTH, 7);
        Light.shade(g, ROAD_BOTTOM + 7, HEIGHT, new Color(0x77727E), new Color(0x57535E));
        for (int x = 150; x < WIDTH; x += 330) {
            lamp(g, x);
        }
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
            g.setPaint(
                    new java.awt.GradientPaint(
                            x, 346, new Color(0xFFDFA0), x, 430, new Color(0xC98D4F)));
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
                new java.awt.RadialGradientPaint(
                        x + 37f,
                        500f,
                        150f,
                        new float[] {0f, 1f},
                        new Color[] {Light.veil(0xFFD79A, 46), Light.veil(0xFFD79A, 0)}));
        g.fill(new Ellipse2D.Double(x - 113, 455, 300, 90));
    }

    private static Sprite car(int rgb) {
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

    private static Sprite van(int rgb) {
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

    private static Sprite bus() {
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
        g.setPaint(
                new java.awt.GradientPaint(0, 26, new Color(rgb), 0, 54, new Color(rgb).darker()));
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

    private boolean green() {
        return time % CYCLE_SECONDS < GREEN_SECONDS;
    }

    private boolean walk() {
        double phase = time % CYCLE_SECONDS;
        return phase > GREEN_SECONDS + YELLOW_SECONDS && phase < CYCLE_SECONDS - 2;
    }

    @Override
    public void advance(double seconds) {
        time += seconds;
        for (Car car : cars) {
            double wanted = Math.min(car.cruise, 2.1 * Math.max(0, room(car) - 14));
            double change = Math.clamp(wanted - car.speed, -320 * seconds, 90 * seconds);
            car.speed = Math.max(0, car.speed + change);
            car.x += (car.right ? 1 : -1) * car.speed * seconds;
            if (car.right && car.x > WIDTH + 80) {
                car.x = Math.min(-car.body.width() - 40, rearmost(car) - 260);
            } else if (!car.right && car.x < -car.body.width() - 80) {
                car.x = Math.max(WIDTH + 40, rearmost(car) + 260);
            }
        }
        walkers.forEach(walker -> walk(walker, seconds));
    }

    /** Free road before a car: to the one ahead, or to the stop line while it may not pass. */
    private double room(Car car) {
        double room = 4000;
        double line = car.right ? CROSSING_LEFT - 44 : CROSSING_RIGHT + 46;
        double toLine = car.right ? line - car.front() : car.front() - line;
        if (!green() && toLine > -8) {
            room = toLine + 14;
        }
        for (Car other : cars) {
            if (other != car && other.right == car.right) {
                double gap =
                        car.right
                                ? other.x - car.front()
                                : car.front() - (other.x + other.body.width());
                if (gap > -40) {
                    room = Math.min(room, gap - 10);
                }
            }
        }
        return room;
    }

    private double rearmost(Car car) {
        return cars.stream()
                .filter(other -> other != car && other.right == car.right)
                .mapToDouble(other -> car.right ? other.x : other.x + other.body.width())
                .reduce(car.right ? 4000 : -4000, car.right ? Math::min : Math::max);
    }

    private void walk(Walker walker, double seconds) {
        if (!walker.crosses) {
            walker.x += (walker.right ? 1 : -1) * walker.speed * seconds;
            if (walker.x > WIDTH + 40 || walker.x < -40) {
                walker.right = !walker.right;
            }
            return;
        }
        boolean waiting = walker.y <= FAR_PAVEMENT + 22 || walker.y >= 690;
        if (!waiting || walk()) {
            walker.y += (walker.right ? -1 : 1) * walker.speed * seconds;
        }
        if (walker.y < FAR_PAVEMENT + 22 || walker.y > 690) {
            walker.y = Math.clamp(walker.y, FAR_PAVEMENT + 22, 690);
            walker.right = walker.y > 600;
        }
    }

    @Override
    public void draw(Graphics2D canvas) {
        canvas.drawImage(backdrop, 0, 0, null);
        walkers.stream()
                .filter(walker -> walker.y < ROAD_TOP)
                .forEach(walker -> drawWalker(canvas, walker));
        cars.stream().filter(car -> !car.right).forEach(car -> drawCar(canvas, car));
        walkers.stream()
                .filter(walker -> walker.y >= ROAD_TOP && walker.y <= ROAD_BOTTOM)
                .forEach(walker -> drawWalker(canvas, walker));
        cars.stream().filter(car -> car.right).forEach(car -> drawCar(canvas, car));
        drawSignal(canvas, CROSSING_LEFT - 34, 600);
        drawSignal(canvas, CROSSING_RIGHT + 26, FAR_PAVEMENT + 20);
        walkers.stream()
                .filter(walker -> walker.y > ROAD_BOTTOM)
                .forEach(walker -> drawWalker(canvas, walker));
    }

    private static void drawCar(Graphics2D canvas, Car car) {
        double y = car.y();
        double ground = y + car.body.height();
        canvas.setColor(Light.veil(0x000000, 80));
        canvas.fill(new Ellipse2D.Double(car.x + 4, ground - 9, car.body.width() - 8, 14));
        int way = car.right ? 1 : -1;
        Path2D beam = new Path2D.Double();
        double front = car.front();
        beam.moveTo(front - way * 6, ground - 29);
        beam.lineTo(front + way * 120, ground - 10);
        beam.lineTo(front + way * 120, ground + 8);
        beam.lineTo(front - way * 6, ground - 22);
        beam.closePath();
        canvas.setColor(Light.veil(0xFFEFC2, 34));
        canvas.fill(beam);
        car.body.show(canvas, car.x, y, car.right);
        if (car.speed < car.cruise * 0.6) {
            double rear = car.right ? car.x : car.x + car.body.width();
            canvas.setColor(Light.veil(0xFF3B30, 110));
            canvas.fill(new Ellipse2D.Double(rear - 11, ground - 38, 22, 18));
        }
    }

    private void drawWalker(Graphics2D canvas, Walker walker) {
        double size = walker.crosses ? 0.72 + 0.46 * (walker.y - FAR_PAVEMENT) / 270 : walker.size;
        double height = 62 * size;
        double top = walker.y - height;
        boolean still = walker.crosses && (walker.y <= FAR_PAVEMENT + 22 || walker.y >= 690);
        double stride = still ? 0.1 : Math.sin(time * 7 + walker.id) * 0.55;
        canvas.setColor(Light.veil(0x000000, 70));
        canvas.fill(new Ellipse2D.Double(walker.x - 11 * size, walker.y - 3, 24 * size, 6 * size));
        canvas.setStroke(
                new BasicStroke(
                        (float) (5.4 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(walker.trousers);
        double hip = top + height * 0.56;
        double reach = height * 0.42;
        for (int leg = -1; leg <= 1; leg += 2) {
            canvas.draw(
                    new Line2D.Double(
                            walker.x, hip, walker.x + leg * stride * reach * 0.55, hip + reach));
        }
        canvas.setColor(walker.coat);
        canvas.fill(
                new java.awt.geom.RoundRectangle2D.Double(
                        walker.x - 7.5 * size,
                        top + height * 0.2,
                        15 * size,
                        height * 0.42,
                        8 * size,
                        8 * size));
        canvas.setStroke(
                new BasicStroke(
                        (float) (3.8 * size), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setColor(walker.coat.darker());
        double shoulder = top + height * 0.27;
        canvas.draw(
                new Line2D.Double(
                        walker.x,
                        shoulder,
                        walker.x - stride * 13 * size,
                        shoulder + height * 0.26));
        canvas.setColor(new Color(0xE3B698));
        canvas.fill(new Ellipse2D.Double(walker.x - 5.5 * size, top, 11 * size, 12 * size));
        canvas.setColor(new Color(0x3A2B28));
        canvas.fill(
                new java.awt.geom.Arc2D.Double(
                        walker.x - 6 * size,
                        top - 1,
                        12 * size,
                        11 * size,
                        0,
                        180,
                        java.awt.geom.Arc2D.CHORD));
    }

    private void drawSignal(Graphics2D canvas, int x, int foot) {
        canvas.setColor(new Color(0x17171D));
        canvas.fill(new Rectangle2D.Double(x + 6, foot - 130, 5, 130));
        canvas.fillRoundRect(x, foot - 172, 17, 46, 6, 6);
        double phase = time % CYCLE_SECONDS;
        boolean yellow = phase >= GREEN_SECONDS && phase < GREEN_SECONDS + YELLOW_SECONDS;
        int lit = green() ? 2 : yellow ? 1 : 0;
        int[] colours = {0xFF4136, 0xFFC53D, 0x3DDC84};
        for (int i = 0; i < 3; i++) {
            canvas.setColor(i == lit ? new Color(colours[i]) : new Color(0x3A3A42));
            canvas.fillOval(x + 4, foot - 168 + i * 14, 10, 10);
        }
        canvas.setColor(Light.veil(colours[lit], 60));
        canvas.fillOval(x - 4, foot - 176 + lit * 14, 26, 26);
    }

    @Override
    public List<Thing> truth() {
        List<Thing> things = new ArrayList<>();
        for (Car car : cars) {
            things.add(
                    new Thing(
                            car.id,
                            Kind.CAR,
                            new Rectangle2D.Double(
                                    car.x, car.y(), car.body.width(), car.body.height())));
        }
        for (Walker walker : walkers) {
            double size =
                    walker.crosses ? 0.72 + 0.46 * (walker.y - FAR_PAVEMENT) / 270 : walker.size;
            things.add(
                    new Thing(
                            walker.id,
                            Kind.PERSON,
                            new Rectangle2D.Double(
                                    walker.x - 12 * size,
                                    walker.y - 62 * size,
                                    24 * size,
                                    62 * size)));
        }
        return things;
    }
}
