package io.sightline.server.control;

import io.sightline.onvif.event.OnvifEvent;
import io.sightline.onvif.event.OnvifEvent.DigitalInput;
import io.sightline.onvif.event.OnvifEvent.Motion;
import io.sightline.onvif.event.OnvifEvent.Other;
import io.sightline.onvif.event.OnvifEvent.SignalLoss;
import io.sightline.onvif.event.OnvifEvent.Tamper;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a camera reported.
 *
 * @param id larger than those of the events before it
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

    public CameraEvent {
        source = Map.copyOf(source);
        data = Map.copyOf(data);
    }

    static CameraEvent of(long id, OnvifEvent event) {
        OnvifEvent.Message message = event.message();
        return new CameraEvent(
                Long.toString(id),
                message.time(),
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
