package io.sightline.simulator.scene;

import static io.sightline.simulator.scene.Scene.WIDTH;
import static io.sightline.simulator.scene.Street.CROSSING_LEFT;
import static io.sightline.simulator.scene.Street.CROSSING_RIGHT;
import static io.sightline.simulator.scene.Street.ROAD_BOTTOM;
import static io.sightline.simulator.scene.Street.ROAD_TOP;

import io.sightline.simulator.scene.Scene.Kind;
import io.sightline.simulator.scene.Scene.Thing;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A car in the street: keeps its distance, stops at the line, comes back at the other end. */
final class Car {

    private static final double FREE_ROAD = 4000;

    private final int id;
    private final Sprite body;
    private final boolean right;
    private final double cruise;
    private double x;
    private double speed;

    Car(int id, Sprite body, boolean right, double cruise, double x) {
        this.id = id;
        this.body = body;
        this.right = right;
        this.cruise = cruise;
        this.x = x;
        this.speed = cruise;
    }

    /** Whether it drives to the right, on the lane that is nearer. */
    boolean right() {
        return right;
    }

    private double y() {
        return (right ? ROAD_BOTTOM - 16 : ROAD_TOP + 72) - body.height();
    }

    private double front() {
        return right ? x + body.width() : x;
    }

    private double rear() {
        return right ? x : x + body.width();
    }

    void advance(double seconds, boolean green, List<Car> all) {
        double wanted = Math.min(cruise, 2.1 * Math.max(0, room(green, all) - 14));
        double change = Math.clamp(wanted - speed, -320 * seconds, 90 * seconds);
        speed = Math.max(0, speed + change);
        x += (right ? 1 : -1) * speed * seconds;
        if (right && x > WIDTH + 80) {
            x = Math.min(-body.width() - 40, rearmost(all) - 260);
        } else if (!right && x < -body.width() - 80) {
            x = Math.max(WIDTH + 40, rearmost(all) + 260);
        }
    }

    /** Free road before it: to the one ahead, or to the stop line while it may not pass. */
    private double room(boolean green, List<Car> all) {
        double room = FREE_ROAD;
        double toLine = right ? CROSSING_LEFT - 44 - front() : front() - (CROSSING_RIGHT + 46);
        if (!green && toLine > -8) {
            room = toLine + 14;
        }
        for (Car other : all) {
            if (other != this && other.right == right) {
                double gap = right ? other.rear() - front() : front() - other.rear();
                if (gap > -40) {
                    room = Math.min(room, gap - 10);
                }
            }
        }
        return room;
    }

    /** Where the last of those who drive its way has its rear. */
    private double rearmost(List<Car> all) {
        return all.stream()
                .filter(other -> other != this && other.right == right)
                .mapToDouble(Car::rear)
                .reduce(right ? FREE_ROAD : -FREE_ROAD, right ? Math::min : Math::max);
    }

    /** With the light of its lamps, and the brake lights when it is slow. */
    void draw(Graphics2D canvas) {
        double y = y();
        double ground = y + body.height();
        canvas.setColor(Light.veil(0x000000, 80));
        canvas.fill(new Ellipse2D.Double(x + 4, ground - 9, body.width() - 8, 14));
        int way = right ? 1 : -1;
        Path2D beam = new Path2D.Double();
        double front = front();
        beam.moveTo(front - way * 6, ground - 29);
        beam.lineTo(front + way * 120, ground - 10);
        beam.lineTo(front + way * 120, ground + 8);
        beam.lineTo(front - way * 6, ground - 22);
        beam.closePath();
        canvas.setColor(Light.veil(0xFFEFC2, 34));
        canvas.fill(beam);
        body.show(canvas, x, y, right);
        if (speed < cruise * 0.6) {
            double rear = right ? x : x + body.width();
            canvas.setColor(Light.veil(0xFF3B30, 110));
            canvas.fill(new Ellipse2D.Double(rear - 11, ground - 38, 22, 18));
        }
    }

    Thing truth() {
        return new Thing(id, Kind.CAR, new Rectangle2D.Double(x, y(), body.width(), body.height()));
    }
}
