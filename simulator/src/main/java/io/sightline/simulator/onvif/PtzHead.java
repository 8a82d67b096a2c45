package io.sightline.simulator.onvif;

import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Where a camera looks, in ONVIF's generic spaces: pan and tilt −1 … 1, zoom 0 … 1. At full speed
 * it goes from one end to the other in four seconds. Any thread.
 */
public final class PtzHead {

    private static final double FULL_SPEED_PER_SECOND = 0.5;
    private static final double WIDEST = 1.25;
    private static final double NARROWEST = 4;

    /** A view: pan and tilt −1 … 1, zoom 0 … 1. */
    public record View(double pan, double tilt, double zoom) {

        /** Straight ahead, as wide as can be. */
        public static final View HOME = new View(0, 0, 0);

        /** What is seen of a picture of that size: four fifths of it, or less the more it zooms. */
        public Rectangle2D partOf(double width, double height) {
            double share = 1 / (WIDEST + (NARROWEST - WIDEST) * zoom);
            double left = (width - width * share) * (pan + 1) / 2;
            double top = (height - height * share) * (1 - tilt) / 2;
            return new Rectangle2D.Double(left, top, width * share, height * share);
        }

        View moved(double byPan, double byTilt, double byZoom) {
            return new View(
                    Math.clamp(pan + byPan, -1, 1),
                    Math.clamp(tilt + byTilt, -1, 1),
                    Math.clamp(zoom + byZoom, 0, 1));
        }
    }

    /** A view that is kept. */
    record Preset(String name, View view) {}

    private final LongSupplier nanoTime;
    private final Map<String, Preset> presets = new LinkedHashMap<>();
    private final AtomicLong nextPreset = new AtomicLong(1);
    private View view = View.HOME;
    private View home = View.HOME;
    private double panSpeed;
    private double tiltSpeed;
    private double zoomSpeed;
    private long movedNanos;
    private long stopNanos;

    public PtzHead(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.movedNanos = nanoTime.getAsLong();
        this.stopNanos = movedNanos;
    }

    /** Where it looks now. */
    public synchronized View view() {
        advance();
        return view;
    }

    public synchronized boolean moving() {
        advance();
        return panSpeed != 0 || tiltSpeed != 0 || zoomSpeed != 0;
    }

    private void advance() {
        long now = nanoTime.getAsLong();
        long until = Math.min(now - stopNanos, 0) + stopNanos;
        double seconds = Math.max(0, until - movedNanos) / 1e9 * FULL_SPEED_PER_SECOND;
        view = view.moved(panSpeed * seconds, tiltSpeed * seconds, zoomSpeed * seconds);
        movedNanos = now;
        if (now - stopNanos >= 0) {
            panSpeed = 0;
            tiltSpeed = 0;
            zoomSpeed = 0;
        }
    }

    synchronized void move(double pan, double tilt, double zoom, long atMostNanos) {
        advance();
        panSpeed = pan;
        tiltSpeed = tilt;
        zoomSpeed = zoom;
        stopNanos = movedNanos + atMostNanos;
    }

    synchronized void stop() {
        move(0, 0, 0, 0);
    }

    synchronized void look(View other) {
        stop();
        view = other.moved(0, 0, 0);
    }

    synchronized void step(double pan, double tilt, double zoom) {
        stop();
        view = view.moved(pan, tilt, zoom);
    }

    synchronized Map<String, Preset> presets() {
        return new LinkedHashMap<>(presets);
    }

    synchronized String keep(String name, Optional<String> token) {
        String key = token.orElseGet(() -> Long.toString(nextPreset.getAndIncrement()));
        presets.put(key, new Preset(name, view()));
        return key;
    }

    synchronized boolean remove(String token) {
        return presets.remove(token) != null;
    }

    synchronized boolean recall(String token) {
        Preset preset = presets.get(token);
        if (preset == null) {
            return false;
        }
        look(preset.view());
        return true;
    }

    synchronized void goHome() {
        look(home);
    }

    synchronized void setHome() {
        home = view();
    }
}
