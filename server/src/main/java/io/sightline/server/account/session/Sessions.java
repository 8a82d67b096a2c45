package io.sightline.server.account.session;

import io.sightline.server.access.Rights;
import io.sightline.server.database.Database;
import io.sightline.server.secret.RandomToken;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that are open. A refresh token is good once: when one of an earlier generation
 * comes, somebody else has had it, and the session ends for both (RFC 9700 §4.14.2).
 *
 * <p>Methods that change something join the caller's transaction; {@link Rights} is told once it is
 * through.
 */
public final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final int MAX_USER_AGENT = 300;

    private final SessionRepository repository;
    private final Database database;
    private final SecretBox secrets;
    private final Rights rights;
    private final SessionProperties properties;
    private final InstantSource clock;

    public Sessions(
            Database database,
            SecretBox secrets,
            Rights rights,
            SessionProperties properties,
            InstantSource clock) {
        this.repository = new SessionRepository(database);
        this.database = database;
        this.secrets = secrets;
        this.rights = rights;
        this.properties = properties;
        this.clock = clock;
    }

    /** A session and the one token that refreshes it. */
    public record Opened(Session session, String refreshToken) {
        @Override
        public String toString() {
            return "Opened[" + session.id() + "]";
        }
    }

    /** What became of a refresh. */
    public sealed interface Refresh {

        /** The session goes on with a new token. */
        record Continued(Opened opened) implements Refresh {}

        /** The token had been used before; its session has been ended. */
        record Replayed(Session session) implements Refresh {}

        /** It is no token of an open session. */
        record Unknown() implements Refresh {}
    }

    /** Opens a session for an account that proved to be itself. */
    public Opened open(String accountId, boolean page, String userAgent, String address) {
        Instant now = now();
        String id = UUID.randomUUID().toString();
        String secret = RandomToken.next();
        Session session =
                new Session(
                        id,
                        accountId,
                        page,
                        0,
                        shortened(userAgent),
                        address,
                        now,
                        now,
                        now.plus(properties.idle()));
        forget(repository.deleteExpired(now));
        repository.insert(session, secrets.seal(secret, id));
        database.afterCommit(() -> rights.sessionOpened(id));
        return new Opened(session, RefreshToken.of(id, 0, bytes(secret)).text());
    }

    /** Takes a token and gives the next. */
    public Refresh refresh(String token, String address) {
        Optional<RefreshToken> parsed = RefreshToken.parse(token);
        if (parsed.isEmpty()) {
            return new Refresh.Unknown();
        }
        RefreshToken presented = parsed.get();
        Optional<SessionRepository.Row> found = repository.findToChange(presented.sessionId());
        if (found.isEmpty()) {
            return new Refresh.Unknown();
        }
        Session session = found.get().session();
        Optional<byte[]> secret = open(found.get());
        Instant now = now();
        if (secret.isEmpty()
                || !presented.isOf(secret.get())
                || !now.isBefore(session.expiresAt())) {
            return new Refresh.Unknown();
        }
        if (presented.generation() == session.generation()) {
            Session next = next(session, address, now);
            repository.refreshed(next);
            return new Refresh.Continued(withToken(next, secret.get()));
        }
        if (isOtherTab(session, presented, now)) {
            return new Refresh.Continued(withToken(session, secret.get()));
        }
        end(session.accountId(), session.id());
        return new Refresh.Replayed(session);
    }

    private static Opened withToken(Session session, byte[] secret) {
        RefreshToken token = RefreshToken.of(session.id(), session.generation(), secret);
        return new Opened(session, token.text());
    }

    /** The same answer again gives nobody a second line of tokens: the next reuse is noticed. */
    private boolean isOtherTab(Session session, RefreshToken presented, Instant now) {
        return session.page()
                && presented.generation() == session.generation() - 1
                && Duration.between(session.lastUsedAt(), now).compareTo(properties.pageGrace())
                        < 0;
    }

    private Session next(Session session, String address, Instant now) {
        Instant end = session.createdAt().plus(properties.longest());
        Instant idleEnd = now.plus(properties.idle());
        return new Session(
                session.id(),
                session.accountId(),
                session.page(),
                session.generation() + 1,
                session.userAgent(),
                address,
                session.createdAt(),
                now,
                idleEnd.isBefore(end) ? idleEnd : end);
    }

    private Optional<byte[]> open(SessionRepository.Row row) {
        try {
            return Optional.of(bytes(secrets.open(row.sealedSecret(), row.session().id())));
        } catch (CannotOpenException e) {
            log.warn("[session:{}] can't be refreshed: {}", row.session().id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The account's own, the one used last first. */
    public List<Session> ofAccount(String accountId) {
        return repository.ofAccount(accountId, clock.instant());
    }

    /** Returns whether there was one. */
    public boolean end(String accountId, String sessionId) {
        boolean ended = repository.delete(sessionId, accountId);
        if (ended) {
            forget(List.of(sessionId));
        }
        return ended;
    }

    /** Ends the session that a refresh token belongs to, whether it is the newest or not. */
    public Optional<Session> endBy(String refreshToken) {
        Optional<RefreshToken> token = RefreshToken.parse(refreshToken);
        Optional<Session> session =
                token.flatMap(presented -> repository.findToChange(presented.sessionId()))
                        .filter(row -> open(row).filter(token.get()::isOf).isPresent())
                        .map(SessionRepository.Row::session);
        session.ifPresent(found -> end(found.accountId(), found.id()));
        return session;
    }

    /** Ends all of an account's sessions; returns how many there were. */
    public int endAll(String accountId) {
        return forget(repository.deleteAll(accountId));
    }

    /** Ends all but one. */
    public int endOthers(String accountId, String kept) {
        return forget(repository.deleteOthers(accountId, kept));
    }

    private int forget(List<String> ended) {
        if (!ended.isEmpty()) {
            database.afterCommit(() -> rights.sessionsEnded(ended));
        }
        return ended.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String shortened(String userAgent) {
        return userAgent.length() <= MAX_USER_AGENT
                ? userAgent
                : userAgent.substring(0, MAX_USER_AGENT);
    }

    private static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
