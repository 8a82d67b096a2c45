package io.sightline.server.health;

import io.sightline.server.account.Account;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.database.Database;
import io.sightline.server.health.AlarmLog.CameraAlarm;
import io.sightline.server.mail.Postman;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mails alarms to those who are to know. What comes up between two rounds is one mail: when a
 * switch dies, a hundred cameras are away at once.
 */
final class AlarmMail {

    static final Duration EVERY = Duration.ofMinutes(1);

    /** Older ones are no news: mail was off, or the server was. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Set<AlarmRecipients> recipients;
    private final AlarmLog alarms;
    private final UserAccounts accounts;
    private final Postman postman;
    private final Database database;
    private final InstantSource clock;

    /**
     * @param recipients nobody when empty
     */
    AlarmMail(
            Set<AlarmRecipients> recipients,
            AlarmLog alarms,
            UserAccounts accounts,
            Postman postman,
            Database database,
            InstantSource clock) {
        this.recipients = Set.copyOf(recipients);
        this.alarms = alarms;
        this.accounts = accounts;
        this.postman = postman;
        this.database = database;
        this.clock = clock;
    }

    /** Mails what nobody was mailed of yet. */
    void send() {
        if (recipients.isEmpty()) {
            return;
        }
        database.transaction(
                () -> {
                    List<CameraAlarm> news = alarms.unmailed(clock.instant().minus(NEWS));
                    byAddress(news)
                            .forEach(
                                    (address, theirs) ->
                                            postman.send(AlarmWords.mail(address, theirs)));
                    news.forEach(alarms::mailed);
                });
    }

    private Map<String, List<CameraAlarm>> byAddress(List<CameraAlarm> news) {
        Map<String, List<CameraAlarm>> mails = new LinkedHashMap<>();
        if (news.isEmpty()) {
            return mails;
        }
        if (recipients.contains(AlarmRecipients.ADMINISTRATORS)) {
            accounts.administrators().stream()
                    .filter(AlarmMail::isReached)
                    .forEach(account -> mails.put(account.email(), new ArrayList<>(news)));
        }
        if (recipients.contains(AlarmRecipients.OWNERS)) {
            for (CameraAlarm alarm : news) {
                alarm.ownerId()
                        .flatMap(accounts::find)
                        .filter(AlarmMail::isReached)
                        .map(
                                account ->
                                        mails.computeIfAbsent(
                                                account.email(), _ -> new ArrayList<>()))
                        .filter(theirs -> !theirs.contains(alarm))
                        .ifPresent(theirs -> theirs.add(alarm));
            }
        }
        return mails;
    }

    /** An address that was only claimed may be anybody's. */
    private static boolean isReached(Account account) {
        return account.enabled() && account.emailConfirmed() && !account.email().isEmpty();
    }
}
