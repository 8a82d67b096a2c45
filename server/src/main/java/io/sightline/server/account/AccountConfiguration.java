package io.sightline.server.account;

import io.sightline.server.access.Rights;
import io.sightline.server.account.key.KeyRing;
import io.sightline.server.account.password.PasswordProperties;
import io.sightline.server.account.password.Passwords;
import io.sightline.server.account.session.SessionProperties;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.throttle.AttemptCounts;
import io.sightline.server.account.throttle.AttemptsInMemory;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.ThrottleProperties;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts and what they prove themselves with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AccountProperties.class,
    PasswordProperties.class,
    SessionProperties.class,
    ThrottleProperties.class
})
class AccountConfiguration {

    @Bean
    AccountStandings accountStandings(Database database) {
        return new AccountStandings(database);
    }

    @Bean
    Passwords passwords(PasswordProperties properties) {
        return new Passwords(properties);
    }

    @Bean
    Credentials credentials(Database database, Passwords passwords) {
        return new Credentials(database, passwords);
    }

    @Bean
    Sessions sessions(
            Database database,
            SecretBox secrets,
            Rights rights,
            SessionProperties properties,
            InstantSource clock) {
        return new Sessions(database, secrets, rights, properties, clock);
    }

    @Bean
    Totp totp(Database database, SecretBox secrets, InstantSource clock) {
        return new Totp(database, secrets, clock);
    }

    @Bean
    OneTimeTokens oneTimeTokens(Database database, InstantSource clock) {
        return new OneTimeTokens(database, clock);
    }

    @Bean
    AttemptCounts attemptCounts(InstantSource clock) {
        return new AttemptsInMemory(clock);
    }

    @Bean
    Throttle throttle(AttemptCounts counts, ThrottleProperties properties) {
        return new Throttle(counts, properties);
    }

    @Bean
    UserAccounts userAccounts(
            Database database,
            Sessions sessions,
            KeyRing keys,
            Rights rights,
            AuditLog audit,
            InstantSource clock) {
        return new UserAccounts(database, sessions, keys, rights, audit, clock);
    }
}
