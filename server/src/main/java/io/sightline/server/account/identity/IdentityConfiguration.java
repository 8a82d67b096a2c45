package io.sightline.server.account.identity;

import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.login.Links;
import io.sightline.server.account.login.LogIn;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class IdentityConfiguration {

    @Bean
    ProviderCalls providerCalls(IdentityProperties properties) {
        return new ProviderCalls(properties.timeLimit());
    }

    @Bean
    Providers identityProviders(IdentityProperties properties, Links links, ProviderCalls calls) {
        return new Providers(properties, links, calls);
    }

    @Bean
    ProviderLogIn providerLogIn(Providers providers, ProviderCalls calls) {
        return new ProviderLogIn(providers, calls);
    }

    @Bean
    ProviderEntrance providerEntrance(LogIn logIn, Identities identities, InstantSource clock) {
        return new ProviderEntrance(logIn, identities, clock);
    }

    @Bean
    Identities identities(
            Providers providers,
            UserAccounts accounts,
            Credentials credentials,
            AuditLog audit,
            Database database,
            InstantSource clock) {
        return new Identities(providers, accounts, credentials, audit, database, clock);
    }
}
