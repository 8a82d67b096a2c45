package io.sightline.server.account.identity;

import io.sightline.server.account.login.Links;
import io.sightline.server.account.login.OtherProviders;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The providers that are configured. What an issuer publishes of itself is read with the first
 * log-in, so that a provider that is down keeps nobody's server from starting.
 */
final class Providers implements OtherProviders {

    private final Map<String, IdentityProperties.Provider> configured;
    private final Links links;
    private final ProviderCalls calls;
    private final Map<String, ClientRegistration> registrations = new ConcurrentHashMap<>();

    Providers(IdentityProperties properties, Links links, ProviderCalls calls) {
        this.configured = properties.providers();
        this.calls = calls;
        this.links = links;
    }

    @Override
    public List<Provider> all() {
        return configured.entrySet().stream()
                .map(entry -> new Provider(entry.getKey(), name(entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparing(Provider::name))
                .toList();
    }

    private static String name(String id, IdentityProperties.Provider provider) {
        if (!provider.name().isEmpty()) {
            return provider.name();
        }
        return KnownProvider.find(id).map(KnownProvider::title).orElse(id);
    }

    boolean has(String id) {
        return configured.containsKey(id);
    }

    /** Whether an address that this provider has verified is proof enough. */
    boolean trustsEmail(String id) {
        return Optional.ofNullable(configured.get(id))
                .map(IdentityProperties.Provider::trustEmail)
                .orElse(false);
    }

    /** Empty when it is not configured. May ask the issuer, the first time. */
    Optional<ClientRegistration> registration(String id) {
        IdentityProperties.Provider provider = configured.get(id);
        return provider == null
                ? Optional.empty()
                : Optional.of(registrations.computeIfAbsent(id, _ -> registration(id, provider)));
    }

    private ClientRegistration registration(String id, IdentityProperties.Provider provider) {
        ClientRegistration.Builder builder =
                provider.issuer().isEmpty()
                        ? KnownProvider.find(id).orElseThrow().registration(id)
                        : ClientRegistrations.fromOidcConfiguration(
                                        calls.configuration(provider.issuer()))
                                .registrationId(id)
                                .scope("openid", "profile", "email");
        provider.endpoints().applyTo(builder);
        if (!provider.scopes().isEmpty()) {
            builder.scope(provider.scopes());
        }
        return builder.clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .redirectUri(links.base() + "/api/v1/auth/oidc/" + id + "/callback")
                .clientSettings(
                        ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
                .build();
    }
}
