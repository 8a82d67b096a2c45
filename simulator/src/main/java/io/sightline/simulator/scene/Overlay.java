package io.sightline.simulator.scene;

import io.sightline.simulator.lettering.Lettering;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What cameras write into their pictures: name, and date and time to a tenth of a second. */
public final class Overlay {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd  HH:mm:ss.S");
    private static final int MARGIN = 26;

    private final Font nameFont = Lettering.sans(30);
    private final Font timeFont = Lettering.monospaced(28);
    private final String name;
    private final ZoneId zone;

    public Overlay(String name, ZoneId zone) {
        this.name = name;
        this.zone = zone;
    }

    public void draw(Graphics2D canvas, Instant now) {
        canvas.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setFont(nameFont);
        label(canvas, name, MARGIN);
        canvas.setFont(timeFont);
        String time = TIME.format(now.atZone(zone));
        label(canvas, time, Scene.WIDTH - MARGIN - canvas.getFontMetrics().stringWidth(time));
    }

    private static void label(Graphics2D canvas, String text, int x) {
        FontMetrics metrics = canvas.getFontMetrics();
        canvas.setColor(new Color(0, 0, 0, 96));
        canvas.fillRoundRect(x - 12, 18, metrics.stringWidth(text) + 24, 46, 14, 14);
        canvas.setColor(Color.WHITE);
        canvas.drawString(text, x, 18 + 33);
    }
}
