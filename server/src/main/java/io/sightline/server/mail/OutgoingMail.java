package io.sightline.server.mail;

import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of mail that has not left yet. SQL that SQLite and PostgreSQL both understand. */
final class OutgoingMail {

    private static final Logger log = LoggerFactory.getLogger(OutgoingMail.class);

    private final Database database;
    private final SecretBox secrets;
    private final InstantSource clock;

    OutgoingMail(Database database, SecretBox secrets, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Mail whose time has come; empty {@code mail} when its body can't be read any more. */
    record Due(String id, int attempts, Optional<Mail> mail) {}

    void store(Mail mail) {
        String id = UUID.randomUUID().toString();
        long now = clock.millis();
        database.write()
                .sql(
                        "insert into outgoing_mail (id, recipient, subject, sealed_body, created_at,"
                                + " attempts, next_attempt)"
                                + " values (:id, :recipient, :subject, :body, :now, 0, :now)")
                .param("id", id)
                .param("recipient", mail.recipient())
                .param("subject", mail.subject())
                .param("body", secrets.seal(mail.body(), id))
                .param("now", now)
                .update();
    }

    List<Due> due(int limit) {
        record Row(String id, String recipient, String subject, String sealedBody, int attempts) {}
        return database
                .read()
                .sql(
                        "select id, recipient, subject, sealed_body, attempts from outgoing_mail"
                                + " where next_attempt <= :now order by next_attempt limit :limit")
                .param("now", clock.millis())
                .param("limit", limit)
                .query(
                        (row, index) ->
                                new Row(
                                        row.getString("id"),
                                        row.getString("recipient"),
                                        row.getString("subject"),
                                        row.getString("sealed_body"),
                                        row.getInt("attempts")))
                .list()
                .stream()
                .map(
                        row ->
                                new Due(
                                        row.id(),
                                        row.attempts(),
                                        body(row.id(), row.sealedBody())
                                                .map(
                                                        body ->
                                                                new Mail(
                                                                        row.recipient(),
                                                                        row.subject(),
                                                                        body))))
                .toList();
    }

    private Optional<String> body(String id, String sealed) {
        try {
            return Optional.of(secrets.open(sealed, id));
        } catch (CannotOpenException e) {
            log.warn("[mail:{}] can't be read any more: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    void retryIn(Due mail, Duration wait) {
        database.transaction(
                () -> {
                    database.write()
                            .sql(
                                    "update outgoing_mail set attempts = :attempts,"
                                            + " next_attempt = :next where id = :id")
                            .param("attempts", mail.attempts() + 1)
                            .param("next", clock.millis() + wait.toMillis())
                            .param("id", mail.id())
                            .update();
                });
    }

    void delete(Due mail) {
        database.transaction(
                () -> {
                    database.write()
                            .sql("delete from outgoing_mail where id = :id")
                            .param("id", mail.id())
                            .update();
                });
    }
}
