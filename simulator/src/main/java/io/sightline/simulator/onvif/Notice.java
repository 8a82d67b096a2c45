package io.sightline.simulator.onvif;

import java.time.Instant;

/** A property of the device and its value. */
record Notice(
        String topic,
        Instant time,
        String operation,
        String sourceName,
        String source,
        String dataName,
        boolean active) {

    static Notice motion(Instant time, boolean active) {
        return new Notice(
                "tns1:RuleEngine/CellMotionDetector/Motion",
                time,
                "Changed",
                "VideoSourceConfigurationToken",
                "vsc_1",
                "IsMotion",
                active);
    }

    static Notice tamper(Instant time, boolean active) {
        return new Notice(
                "tns1:VideoSource/GlobalSceneChange/ImagingService",
                time,
                "Changed",
                "Source",
                "source_1",
                "State",
                active);
    }

    static Notice digitalInput(Instant time, boolean active) {
        return new Notice(
                "tns1:Device/Trigger/DigitalInput",
                time,
                "Changed",
                "InputToken",
                "input_1",
                "LogicalState",
                active);
    }

    Notice asInitialized() {
        return new Notice(topic, time, "Initialized", sourceName, source, dataName, active);
    }

    String xml() {
        return """
        <wsnt:NotificationMessage><wsnt:Topic \
        Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">%s</wsnt:Topic>\
        <wsnt:Message><tt:Message UtcTime="%s" PropertyOperation="%s"><tt:Source>\
        <tt:SimpleItem Name="%s" Value="%s"/></tt:Source><tt:Data>\
        <tt:SimpleItem Name="%s" Value="%s"/></tt:Data></tt:Message></wsnt:Message>\
        </wsnt:NotificationMessage>"""
                .formatted(topic, time, operation, sourceName, source, dataName, active);
    }
}
