package io.sightline.onvif.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that a device reports. Which kind it is follows from the topic; the message itself is
 * there in any case.
 */
public sealed interface OnvifEvent {

    Message message();

    /** Something moves in the picture, or no longer does. */
    record Motion(Message message, boolean active) implements OnvifEvent {}

    /** The camera is covered, turned away or out of focus, or no longer so. */
    record Tamper(Message message, boolean active) implements OnvifEvent {}

    /** An input contact. */
    record DigitalInput(Message message, String input, boolean active) implements OnvifEvent {}

    /** A video source has no signal, or has one again. */
    record SignalLoss(Message message, boolean active) implements OnvifEvent {}

    /** Anything else: line crossing, storage, log-ins, the maker's own. */
    record Other(Message message) implements OnvifEvent {}

    /** Whether this is news or what was so when the subscription began. */
    enum Operation {
        INITIALIZED,
        CHANGED,
        DELETED
    }

    /**
     * What was sent.
     *
     * @param topic without prefixes: {@code RuleEngine/CellMotionDetector/Motion}
     * @param time on this machine's clock, corrected by how much the device's is ahead
     * @param source where it was seen, by name: {@code VideoSourceConfigurationToken}, {@code Rule}
     * @param data what was seen, by name: {@code IsMotion}
     */
    record Message(
            String topic,
            Instant time,
            Operation operation,
            Map<String, String> source,
            Map<String, String> data) {

        public Message {
            source = Map.copyOf(source);
            data = Map.copyOf(data);
        }
    }
}
