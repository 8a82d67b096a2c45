package io.sightline.server.access;

import io.sightline.server.DataDirectory;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.RefusalLog;
import io.sightline.server.database.Database;
import io.sightline.server.network.Listeners;
import io.sightline.server.secret.SecretBox;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Credentials and rights. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    SigningKeys signingKeys(
            Database database, SecretBox secrets, AuditLog audit, InstantSource clock) {
        return new SigningKeys(database, secrets, audit, clock);
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, InstantSource clock) {
        return new AccessTokens(keys, clock);
    }

    @Bean
    Rights rights(Database database, Accounts accounts) {
        return new Rights(new RightsRepository(database), accounts);
    }

    @Bean
    Grants grants(Database database, AuditLog audit) {
        return new Grants(database, audit);
    }

    @Bean
    Callers callers(AccessTokens tokens, ApiKeys apiKeys, Rights rights, DataDirectory data) {
        return new Callers(tokens, apiKeys, CliKey.make(data.path()), rights);
    }

    @Bean
    MediaTokens mediaTokens(SigningKeys keys, InstantSource clock) {
        return new MediaTokens(keys, clock);
    }

    @Bean
    PermitWatch permitWatch(Rights rights) {
        return new PermitWatch(rights);
    }

    @Bean
    MediaAccess mediaAccess(
            Callers callers,
            MediaTokens tokens,
            Rights rights,
            PermitWatch watch,
            RefusalLog refusals,
            InstantSource clock) {
        return new CheckedMediaAccess(callers, tokens, rights, watch, refusals, clock);
    }

    @Bean
    SocketAccess socketAccess(Callers callers, PermitWatch watch) {
        return new SocketAccess(callers, watch);
    }

    @Bean
    Exposure exposure(Rights rights, Listeners listeners) {
        return new Exposure(rights, listeners);
    }

    @Bean
    RouteRules routeRules() {
        return new RouteRules();
    }

    @Bean
    CallerArguments callerArguments() {
        return new CallerArguments();
    }
}
