package io.sightline.server.mail;

import io.sightline.server.database.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Delivers mail at least once: it is stored with the change that caused it, and tried until an SMTP
 * server takes it. Where no server is set, mail is shown in the log, since otherwise nobody could
 * choose a password anew.
 *
 * <p>One thread sends. {@link #send} never waits for it, so that how long a request takes does not
 * tell whether it caused a mail.
 */
public final class Postman implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int AT_ONCE = 20;

    private final OutgoingMail outgoing;
    private final Database database;
    private final Optional<JavaMailSender> smtp;
    private final MailProperties properties;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("mail").daemon().factory());
    private volatile boolean running;

    Postman(
            OutgoingMail outgoing,
            Database database,
            Optional<JavaMailSender> smtp,
            MailProperties properties) {
        this.outgoing = outgoing;
        this.database = database;
        this.smtp = smtp;
        this.properties = properties;
    }

    /** Whether somebody with this address, or with none, can be reached. */
    public boolean reaches(String recipient) {
        return smtp.isEmpty() || !recipient.isEmpty();
    }

    /** Sends a mail once the caller's transaction is through, and never if it is undone. */
    public void send(Mail mail) {
        if (!reaches(mail.recipient())) {
            return;
        }
        if (smtp.isEmpty()) {
            database.afterCommit(() -> show(mail));
            return;
        }
        outgoing.store(mail);
        database.afterCommit(
                () -> {
                    if (running) {
                        thread.execute(this::deliver);
                    }
                });
    }

    private static void show(Mail mail) {
        log.warn(
                "[mail:none] no mail server is set (spring.mail.host), so it is shown here: {}\n{}",
                mail.subject(),
                mail.body());
    }

    private void deliver() {
        try {
            outgoing.due(AT_ONCE).forEach(this::deliver);
        } catch (RuntimeException e) {
            log.warn("[mail:all] could not look for mail: {}", e.toString());
        }
    }

    private void deliver(OutgoingMail.Due due) {
        if (due.mail().isEmpty()) {
            outgoing.delete(due);
            return;
        }
        try {
            smtp.orElseThrow().send(message(due.mail().get()));
            outgoing.delete(due);
            log.info("[mail:{}] sent", due.id());
        } catch (MailException e) {
            if (due.attempts() + 1 >= properties.giveUpAfter()) {
                log.warn("[mail:{}] given up: {}", due.id(), e.getMessage());
                outgoing.delete(due);
            } else {
                log.warn("[mail:{}] not sent, trying again: {}", due.id(), e.getMessage());
                outgoing.retryIn(due, wait(due.attempts()));
            }
        }
    }

    private Duration wait(int attempts) {
        Duration wait = properties.retryFirst().multipliedBy(1L << Math.min(attempts, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private SimpleMailMessage message(Mail mail) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.from());
        message.setTo(mail.recipient());
        message.setSubject(mail.subject());
        message.setText(mail.body());
        return message;
    }

    @Override
    public void start() {
        running = true;
        if (smtp.isPresent()) {
            long millis = LOOK_EVERY.toMillis();
            var _ = thread.scheduleWithFixedDelay(this::deliver, 0, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
