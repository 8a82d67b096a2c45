package io.sightline.onvif.soap;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Concurrently.Started;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Asks a device what time it is, without logging in (GetSystemDateAndTime is PRE_AUTH, ONVIF Core
 * §8.3.5): a password digest is refused when its time is not the device's.
 */
public final class ClockReading {

    private ClockReading() {}

    /** The first reading of a conversation, under way: who needs the device's time waits for it. */
    public static Started<Optional<Instant>> begin(Conversation conversation) {
        conversation.clock().readingBegins();
        return Concurrently.start(
                () -> {
                    try {
                        return measure(conversation);
                    } finally {
                        conversation.clock().readingEnded();
                    }
                });
    }

    /**
     * Keeps the difference in the conversation's clock. A device that shows no time, or one that
     * makes no sense, is taken to have ours.
     *
     * @return what the device showed
     */
    public static Optional<Instant> measure(Conversation conversation) throws OnvifException {
        DeviceClock clock = conversation.clock();
        Instant asked = clock.now();
        XmlElement answer = conversation.call(operation(conversation.device()));
        Instant answered = clock.now();
        Optional<Instant> shown = read(answer);
        // Half of the way was there: a second's fraction, but some devices answer for seconds.
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        clock.deviceIsAheadBy(
                shown.map(time -> Duration.between(middle, time)).orElse(Duration.ZERO));
        return shown;
    }

    static Operation operation(DeviceAddress device) {
        return Operation.of(
                        device,
                        Namespaces.DEVICE,
                        "GetSystemDateAndTime",
                        XmlWriter.of("tds:GetSystemDateAndTime").toString())
                .forAnybody();
    }

    /** UTC is optional in the schema; where it is missing, local time is the best there is. */
    static Optional<Instant> read(XmlElement answer) {
        return answer.child("SystemDateAndTime")
                .flatMap(
                        system ->
                                system.child("UTCDateTime").or(() -> system.child("LocalDateTime")))
                .flatMap(ClockReading::instant);
    }

    private static Optional<Instant> instant(XmlElement time) {
        try {
            LocalDateTime read =
                    LocalDateTime.of(
                            part(time, "Date", "Year"),
                            part(time, "Date", "Month"),
                            part(time, "Date", "Day"),
                            part(time, "Time", "Hour"),
                            part(time, "Time", "Minute"),
                            Math.min(59, part(time, "Time", "Second")));
            // Whole seconds: on average half of one has passed since.
            return read.getYear() < 1970 || read.getYear() > 9999
                    ? Optional.empty()
                    : Optional.of(read.toInstant(ZoneOffset.UTC).plusMillis(500));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int part(XmlElement time, String group, String name) {
        return time.integerAt(group, name).orElse(-1);
    }
}
