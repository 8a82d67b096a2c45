package io.sightline.server.account.user;

import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    @Bean
    OwnAccount ownAccount(
            UserAccounts accounts,
            Credentials credentials,
            Sessions sessions,
            Totp totp,
            Throttle throttle,
            AuditLog audit,
            Database database) {
        return new OwnAccount(accounts, credentials, sessions, totp, throttle, audit, database);
    }
}
