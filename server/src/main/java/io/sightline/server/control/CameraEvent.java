package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.DigitalInput;
import io.sightline.onvif.event.OnvifEvent.Motion;
import io.sightline.onvif.event.OnvifEvent.Other;
import io.sightline.onvif.event.OnvifEvent.SignalLoss;
import io.sightline.onvif.event.OnvifEvent.Tamper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that a camera reported.
 *
 * @param id counts up within the camera
 * @param at on this machine's clock
 * @param kind {@code motion}, {@code tamper}, {@code digital-input}, {@code signal-loss} or {@code
 *     other}
 * @param active whether it began or ended; null where that means nothing
 * @param topic as the device calls it
 * @param source where it was seen, by name
 * @param data what was seen, by name
 */
public record CameraEvent(
        String id,
        Instant at,
        String kind,
        @Nullable Boolean active,
        String topic,
        Map<String, String> source,
        Map<String, String> data) {

    private static final String OTHER = "other";

    /** Longer texts are cut, and further ones left out: some cameras put pictures into events. */
    private static final int MOST_CHARACTERS = 500;

    private static final int MOST_TEXTS = 20;

    public CameraEvent {
        topic = cut(topic);
        source = bounded(source);
        data = bounded(data);
    }

    private static Map<String, String> bounded(Map<String, String> texts) {
        return texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_TEXTS)
                .collect(
                        Collectors.toUnmodifiableMap(
                                text -> cut(text.getKey()),
                                text -> cut(text.getValue()),
                                (first, _) -> first));
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS - 1) + "…";
    }

    static CameraEvent of(long id, OnvifEvent event) {
        OnvifEvent.Message message = event.message();
        return new CameraEvent(
                Long.toString(id),
                message.time().truncatedTo(ChronoUnit.MILLIS),
                kind(event),
                active(event).orElse(null),
                message.topic(),
                message.source(),
                message.data());
    }

    private static String kind(OnvifEvent event) {
        return switch (event) {
            case Motion _ -> "motion";
            case Tamper _ -> "tamper";
            case DigitalInput _ -> "digital-input";
            case SignalLoss _ -> "signal-loss";
            case Other _ -> OTHER;
        };
    }

    /** What begins and ends; empty for what only happens. */
    static Optional<Boolean> active(OnvifEvent event) {
        return switch (event) {
            case Motion motion -> Optional.of(motion.active());
            case Tamper tamper -> Optional.of(tamper.active());
            case DigitalInput input -> Optional.of(input.active());
            case SignalLoss loss -> Optional.of(loss.active());
            case Other _ -> Optional.empty();
        };
    }
}
