package io.sightline.server.account.login;

import io.sightline.server.access.AccessTokens;
import io.sightline.server.account.AccountProperties;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.OneTimeTokens;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import io.sightline.server.mail.Postman;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Coming in. */
@Configuration(proxyBeanMethods = false)
class LogInConfiguration {

    @Bean
    LogIn logIn(
            UserAccounts accounts,
            Credentials credentials,
            Totp totp,
            Sessions sessions,
            AccessTokens tokens,
            Throttle throttle,
            AuditLog audit,
            Database database) {
        return new LogIn(accounts, credentials, totp, sessions, tokens, throttle, audit, database);
    }

    @Bean
    Links links(AccountProperties properties) {
        return new Links(properties.publicUrl());
    }

    @Bean
    PasswordLinks passwordLinks(
            UserAccounts accounts,
            Credentials credentials,
            Sessions sessions,
            OneTimeTokens tokens,
            Postman postman,
            Links links,
            Throttle throttle,
            AuditLog audit,
            Database database,
            AccountProperties properties) {
        return new PasswordLinks(
                accounts,
                credentials,
                sessions,
                tokens,
                postman,
                links,
                throttle,
                audit,
                database,
                properties);
    }

    @Bean
    EmailLinks emailLinks(
            UserAccounts accounts,
            OneTimeTokens tokens,
            Postman postman,
            Links links,
            Throttle throttle,
            Database database,
            AccountProperties properties) {
        return new EmailLinks(accounts, tokens, postman, links, throttle, database, properties);
    }

    @Bean
    FirstStart firstStart(
            UserAccounts accounts,
            Credentials credentials,
            OneTimeTokens tokens,
            LogIn logIn,
            Links links,
            Throttle throttle,
            AuditLog audit,
            Database database,
            Environment environment) {
        FirstStart firstStart =
                new FirstStart(
                        accounts, credentials, tokens, logIn, links, throttle, audit, database);
        String password = environment.getProperty(FirstStart.PASSWORD_VARIABLE, "");
        if (!password.isEmpty()) {
            firstStart.makeAdministrator(password);
        }
        return firstStart;
    }

    @Bean
    Demo demo(
            @Value("${sightline.demo}") boolean on,
            UserAccounts accounts,
            Credentials credentials,
            LogIn logIn) {
        return new Demo(on, accounts, credentials, logIn);
    }
}
