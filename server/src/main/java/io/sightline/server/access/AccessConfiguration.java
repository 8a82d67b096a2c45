package io.sightline.server.access;

import io.sightline.server.DataDirectory;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.database.Database;
import io.sightline.server.network.Listeners;
import io.sightline.server.secret.SecretBox;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Credentials and rights. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    SigningKeys signingKeys(Database database, SecretBox secrets, InstantSource clock) {
        return new SigningKeys(database, secrets, clock);
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, InstantSource clock) {
        return new AccessTokens(keys, clock);
    }

    @Bean
    Rights rights(Database database, ObjectProvider<Accounts> accounts) {
        return new Rights(new RightsRepository(database), accounts.getIfAvailable(NoAccounts::new));
    }

    @Bean
    Grants grants(Database database, AuditLog audit) {
        return new Grants(database, audit);
    }

    @Bean
    Callers callers(
            AccessTokens tokens,
            ObjectProvider<ApiKeys> apiKeys,
            Rights rights,
            DataDirectory data) {
        return new Callers(
                tokens, apiKeys.getIfAvailable(NoApiKeys::new), CliKey.make(data.path()), rights);
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
            InstantSource clock) {
        return new CheckedMediaAccess(callers, tokens, rights, watch, clock);
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

    private static final class NoAccounts implements Accounts {
        @Override
        public List<Standing> standings() {
            return List.of();
        }

        @Override
        public List<String> openSessions() {
            return List.of();
        }
    }

    private static final class NoApiKeys implements ApiKeys {
        @Override
        public Optional<ApiKey> find(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<ApiKey> findById(String id) {
            return Optional.empty();
        }
    }
}
