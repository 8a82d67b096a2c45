package io.sightline.server.health;

import io.sightline.server.health.AlarmLog.CameraAlarm;
import io.sightline.server.health.CameraHealth.Alarm;
import io.sightline.server.mail.Mail;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Alarms as a mail says them. */
final class AlarmWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private AlarmWords() {}

    static Mail mail(String recipient, List<CameraAlarm> alarms) {
        StringBuilder body = new StringBuilder();
        for (CameraAlarm alarm : alarms) {
            body.append(sentence(alarm)).append("\n\n");
        }
        body.append("The health page of Sightline shows how all cameras are.\n");
        return new Mail(recipient, subject(alarms), body.toString());
    }

    private static String subject(List<CameraAlarm> alarms) {
        if (alarms.size() == 1) {
            CameraAlarm only = alarms.getFirst();
            return only.alarm().closed().isEmpty()
                    ? "Camera " + only.cameraName() + " is offline"
                    : "Camera " + only.cameraName() + " is back";
        }
        long back = alarms.stream().filter(each -> each.alarm().closed().isPresent()).count();
        long away = alarms.size() - back;
        if (back == 0) {
            return away + " cameras are offline";
        }
        return away == 0
                ? back + " cameras are back"
                : "Cameras: %d offline, %d back".formatted(away, back);
    }

    private static String sentence(CameraAlarm about) {
        Alarm alarm = about.alarm();
        String began = TIME.format(alarm.began());
        return alarm.closed()
                .map(
                        closed ->
                                "%s is back since %s. It was offline for %s, since %s."
                                        .formatted(
                                                about.cameraName(),
                                                TIME.format(closed),
                                                lasted(alarm.began(), closed),
                                                began))
                .orElseGet(
                        () ->
                                "%s has been offline since %s. %s"
                                        .formatted(
                                                about.cameraName(), began, about.reason().detail())
                                        .strip());
    }

    private static String lasted(Instant began, Instant closed) {
        Duration time = Duration.between(began, closed);
        if (time.toHours() > 0) {
            return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
