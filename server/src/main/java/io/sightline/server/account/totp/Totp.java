package io.sightline.server.account.totp;

import dev.samstevens.totp.code.CodeGenerator;
import dev.samstevens.totp.code.DefaultCodeGenerator;
import dev.samstevens.totp.exceptions.CodeGenerationException;
import dev.samstevens.totp.qr.QrData;
import dev.samstevens.totp.recovery.RecoveryCodeGenerator;
import dev.samstevens.totp.secret.DefaultSecretGenerator;
import io.sightline.server.database.Database;
import io.sightline.server.secret.RandomToken;
import io.sightline.server.secret.SecretBox;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import io.sightline.server.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The second factor: six digits that change every 30 seconds (RFC 6238, with the SHA-1 that every
 * authenticator knows), each good once, and recovery codes for who lost the device.
 *
 * <p>Methods that change something join the caller's transaction.
 */
public final class Totp {

    private static final Logger log = LoggerFactory.getLogger(Totp.class);
    private static final long STEP_SECONDS = 30;

    /** RFC 6238 §5.2: one step either way, for clocks that are off and codes typed slowly. */
    private static final int STEPS_OFF = 1;

    /** RFC 4226 §4 recommends 160 bits: 32 characters of Base32. */
    private static final int SECRET_CHARACTERS = 32;

    private static final int RECOVERY_CODES = 10;
    private static final int MAX_CODE = 64;

    private final TotpRepository repository;
    private final SecretBox secrets;
    private final InstantSource clock;
    private final CodeGenerator codes = new DefaultCodeGenerator();

    public Totp(Database database, SecretBox secrets, InstantSource clock) {
        this.repository = new TotpRepository(database);
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What an authenticator is set up with. */
    public record Begun(String secret, String uri) {
        @Override
        public String toString() {
            return "Begun[***]";
        }
    }

    /** What a code was. */
    public enum Check {
        CODE,
        RECOVERY_CODE,
        WRONG
    }

    /** Whether the account's log-in asks for a code. */
    public boolean isOn(String accountId) {
        return repository.isConfirmed(accountId);
    }

    /** All accounts whose log-in asks for a code. */
    public Set<String> accounts() {
        return repository.confirmedAccounts();
    }

    /**
     * Chooses a secret, which counts once it is confirmed.
     *
     * @throws ProblemException when there is one already
     */
    public Begun begin(String accountId, String username) {
        if (repository.find(accountId).filter(TotpRepository.Row::confirmed).isPresent()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "totp-already-on",
                    "There is a second factor already",
                    "Switch the second factor off before setting up another.");
        }
        String secret = new DefaultSecretGenerator(SECRET_CHARACTERS).generate();
        repository.begin(accountId, secrets.seal(secret, accountId));
        QrData link =
                new QrData.Builder().label(username).secret(secret).issuer("Sightline").build();
        return new Begun(secret, link.getUri());
    }

    /**
     * Switches it on, once a code shows that the authenticator knows the secret.
     *
     * @return the recovery codes, which are shown only now
     * @throws ProblemException when the code is wrong
     */
    public List<String> confirm(String accountId, String code) {
        Optional<TotpRepository.Row> begun =
                repository.find(accountId).filter(row -> !row.confirmed());
        if (begun.isEmpty() || !takeCode(accountId, begun.get(), code)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-totp-code",
                    "Not the code",
                    "This is not the code of this moment. Is the device's clock right?");
        }
        repository.confirm(accountId, clock.millis());
        List<String> recovery = List.of(new RecoveryCodeGenerator().generateCodes(RECOVERY_CODES));
        repository.replaceRecoveryCodes(accountId, recovery.stream().map(Totp::hash).toList());
        return recovery;
    }

    /** Takes a code, or a recovery code in its place; neither is good a second time. */
    public Check check(String accountId, String code) {
        Optional<TotpRepository.Row> row =
                repository.find(accountId).filter(TotpRepository.Row::confirmed);
        if (row.isEmpty() || code.length() > MAX_CODE) {
            return Check.WRONG;
        }
        if (takeCode(accountId, row.get(), code)) {
            return Check.CODE;
        }
        return repository.useRecoveryCode(accountId, hash(code))
                ? Check.RECOVERY_CODE
                : Check.WRONG;
    }

    /** Switches it off. */
    public void remove(String accountId) {
        repository.delete(accountId);
    }

    private boolean takeCode(String accountId, TotpRepository.Row row, String code) {
        Optional<String> secret = open(accountId, row);
        if (secret.isEmpty()) {
            return false;
        }
        String digits = code.replace(" ", "");
        long now = clock.instant().getEpochSecond() / STEP_SECONDS;
        for (long step = now - STEPS_OFF; step <= now + STEPS_OFF; step++) {
            if (step > row.lastStep() && isCodeOf(secret.get(), step, digits)) {
                return repository.take(accountId, step);
            }
        }
        return false;
    }

    private boolean isCodeOf(String secret, long step, String digits) {
        try {
            return MessageDigest.isEqual(
                    codes.generate(secret, step).getBytes(StandardCharsets.UTF_8),
                    digits.getBytes(StandardCharsets.UTF_8));
        } catch (CodeGenerationException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA1", e);
        }
    }

    private Optional<String> open(String accountId, TotpRepository.Row row) {
        try {
            return Optional.of(secrets.open(row.sealedSecret(), accountId));
        } catch (CannotOpenException e) {
            log.warn("[account:{}] its second factor can't be read: {}", accountId, e.getMessage());
            return Optional.empty();
        }
    }

    private static String hash(String recoveryCode) {
        String plain = recoveryCode.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return RandomToken.hash(plain);
    }
}
