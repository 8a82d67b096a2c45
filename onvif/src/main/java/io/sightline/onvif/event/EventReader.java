package io.sightline.onvif.event;

import io.sightline.onvif.event.OnvifEvent.DigitalInput;
import io.sightline.onvif.event.OnvifEvent.Message;
import io.sightline.onvif.event.OnvifEvent.Motion;
import io.sightline.onvif.event.OnvifEvent.Operation;
import io.sightline.onvif.event.OnvifEvent.Other;
import io.sightline.onvif.event.OnvifEvent.SignalLoss;
import io.sightline.onvif.event.OnvifEvent.Tamper;
import io.sightline.onvif.soap.DeviceClock;
import io.sightline.onvif.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads notification messages (WS-BaseNotification with ONVIF's payload, Core §9.4). */
final class EventReader {

    /** Topics that say motion; what is behind a maker's detector differs, the word does not. */
    private static final List<String> MOTION =
            List.of(
                    "VideoSource/MotionAlarm",
                    "RuleEngine/CellMotionDetector/Motion",
                    "RuleEngine/MotionRegionDetector/Motion",
                    "VideoAnalytics/Motion");

    private static final List<String> TAMPER =
            List.of(
                    "RuleEngine/TamperDetector/Tamper",
                    "VideoSource/GlobalSceneChange",
                    "VideoSource/Tampering");

    private static final List<String> SIGNAL_LOSS =
            List.of("VideoSource/ConnectionFailed", "VideoSource/SignalLoss");

    private static final String DIGITAL_INPUT = "Device/Trigger/DigitalInput";

    private final DeviceClock clock;

    EventReader(DeviceClock clock) {
        this.clock = clock;
    }

    List<OnvifEvent> events(XmlElement pulled) {
        List<OnvifEvent> events = new ArrayList<>();
        for (XmlElement notification : pulled.children("NotificationMessage")) {
            event(notification).ifPresent(events::add);
        }
        return events;
    }

    private Optional<OnvifEvent> event(XmlElement notification) {
        String topic = notification.textAt("Topic").map(EventReader::withoutPrefixes).orElse("");
        return notification
                .child("Message")
                .flatMap(wrapper -> wrapper.child("Message").or(() -> Optional.of(wrapper)))
                .map(message -> typed(message(topic, message)));
    }

    /** {@code tns1:VideoSource/tns1:MotionAlarm} and {@code tns1:VideoSource/MotionAlarm} alike. */
    private static String withoutPrefixes(String topic) {
        return topic.strip().replaceAll("(^|/)[^/:]*:", "$1");
    }

    private Message message(String topic, XmlElement message) {
        Operation operation =
                switch (message.attribute("PropertyOperation")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)) {
                    case "initialized" -> Operation.INITIALIZED;
                    case "deleted" -> Operation.DELETED;
                    default -> Operation.CHANGED;
                };
        Instant time =
                message.attribute("UtcTime")
                        .flatMap(EventReader::time)
                        .map(clock::here)
                        .orElseGet(clock::now);
        return new Message(
                topic, time, operation, items(message, "Source"), items(message, "Data"));
    }

    /** UTC by its name, also where a device leaves the Z out. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            try {
                return Optional.of(LocalDateTime.parse(text.strip()).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e2) {
                return Optional.empty();
            }
        }
    }

    private static Map<String, String> items(XmlElement message, String group) {
        Map<String, String> items = new HashMap<>();
        message.child(group).stream()
                .flatMap(found -> found.children("SimpleItem").stream())
                .forEach(
                        item ->
                                items.put(
                                        item.attribute("Name").orElse(""),
                                        item.attribute("Value").orElse("")));
        return items;
    }

    private static OnvifEvent typed(Message message) {
        String topic = message.topic();
        Optional<Boolean> active = active(message);
        if (active.isEmpty()) {
            return new Other(message);
        }
        if (begins(topic, MOTION)) {
            return new Motion(message, active.get());
        }
        if (begins(topic, TAMPER)) {
            return new Tamper(message, active.get());
        }
        if (begins(topic, SIGNAL_LOSS)) {
            return new SignalLoss(message, active.get());
        }
        if (topic.startsWith(DIGITAL_INPUT)) {
            String input = message.source().values().stream().sorted().findFirst().orElse("");
            return new DigitalInput(message, input, active.get());
        }
        return new Other(message);
    }

    private static boolean begins(String topic, List<String> known) {
        return known.stream().anyMatch(topic::startsWith);
    }

    /** {@code IsMotion}, {@code State}, {@code LogicalState}: the one that is a boolean. */
    private static Optional<Boolean> active(Message message) {
        return message.data().values().stream()
                .filter(value -> value.matches("(?i)true|false|0|1|on|off|active|inactive"))
                .map(value -> XmlElement.isTrue(value) || value.equalsIgnoreCase("active"))
                .findFirst();
    }
}
