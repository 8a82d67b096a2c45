package io.sightline.simulator.scene;

import static io.sightline.simulator.scene.Street.CROSSING_LEFT;
import static io.sightline.simulator.scene.Street.CROSSING_RIGHT;
import static io.sightline.simulator.scene.Street.FAR_PAVEMENT;
import static io.sightline.simulator.scene.Street.ROAD_BOTTOM;
import static io.sightline.simulator.scene.Street.ROAD_TOP;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A street crossing at dusk: cars in two directions that stop when the light is red, people on both
 * pavements, and across the street while they may.
 */
public final class StreetScene implements Scene {

    private final Random random = new Random(29);
    private final BufferedImage backdrop = Sprite.backdrop(StreetBackdrop::draw);
    private final TrafficLight light = new TrafficLight();
    private final List<Car> cars = new ArrayList<>();
    private final List<Walker> walkers = new ArrayList<>();

    /** Sends everybody on their way. */
    public StreetScene() {
        int[] paints = {0xB23A48, 0x2F6690, 0xE0E1DD, 0x3A3A40, 0xC9A227, 0x4F7F5B};
        int id = 1;
        for (int i = 0; i < 6; i++) {
            boolean right = i % 2 == 0;
            Sprite body = i == 4 ? CarBodies.van(paints[i]) : CarBodies.car(paints[i]);
            cars.add(new Car(id++, body, right, 130 + 25 * random.nextDouble(), 80 + i * 230.0));
        }
        cars.add(new Car(id++, CarBodies.bus(), false, 100, 1500));
        int[] coats = {
            0x8D5B4C, 0x4A6FA5, 0x9B5DE5, 0xD1495B, 0x66A182, 0xEDAE49, 0x5C6784, 0xC97C5D
        };
        for (int i = 0; i < 8; i++) {
            boolean near = i % 2 == 0;
            double size = near ? 1.18 : 0.72;
            double y = near ? 702 - (i % 3) * 6 : FAR_PAVEMENT + 26;
            walkers.add(
                    Walker.along(
                            id++,
                            new Color(coats[i]),
                            (34 + random.nextInt(20)) * size,
                            size,
                            random.nextInt(WIDTH),
                            y,
                            i % 3 != 0));
        }
        for (int i = 0; i < 3; i++) {
            walkers.add(
                    Walker.across(
                            id++,
                            new Color(coats[7 - i]),
                            40 + 5 * i,
                            CROSSING_LEFT + 28 + i * 34,
                            i == 1));
        }
    }

    @Override
    public String title() {
        return "Elm Street crossing";
    }

    @Override
    public void advance(double seconds) {
        light.advance(seconds);
        cars.forEach(car -> car.advance(seconds, light.green(), cars));
        walkers.forEach(walker -> walker.advance(seconds, light.walk()));
    }

    @Override
    public void draw(Graphics2D canvas) {
        canvas.drawImage(backdrop, 0, 0, null);
        walkers.stream()
                .filter(walker -> walker.y() < ROAD_TOP)
                .forEach(walker -> walker.draw(canvas));
        cars.stream().filter(car -> !car.right()).forEach(car -> car.draw(canvas));
        walkers.stream()
                .filter(walker -> walker.y() >= ROAD_TOP && walker.y() <= ROAD_BOTTOM)
                .forEach(walker -> walker.draw(canvas));
        cars.stream().filter(Car::right).forEach(car -> car.draw(canvas));
        light.draw(canvas, CROSSING_LEFT - 34, 600);
        light.draw(canvas, CROSSING_RIGHT + 26, FAR_PAVEMENT + 20);
        walkers.stream()
                .filter(walker -> walker.y() > ROAD_BOTTOM)
                .forEach(walker -> walker.draw(canvas));
    }

    @Override
    public List<Thing> truth() {
        return Stream.concat(cars.stream().map(Car::truth), walkers.stream().map(Walker::truth))
                .toList();
    }
}
