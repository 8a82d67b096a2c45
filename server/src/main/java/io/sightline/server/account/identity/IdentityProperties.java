package io.sightline.server.account.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Who else may vouch for people; nobody by default.
 *
 * @param providers by the word that stands for each in addresses; {@code google}, {@code facebook}
 *     and {@code x} need a client only
 * @param timeLimit for a provider to take a connection, and to answer on it
 */
@ConfigurationProperties("account.identity")
public record IdentityProperties(
        @DefaultValue Map<String, Provider> providers, @DefaultValue("5s") Duration timeLimit) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    public IdentityProperties {
        providers = Map.copyOf(providers);
        providers.forEach(IdentityProperties::check);
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException("account.identity.time-limit must be longer than 0");
        }
    }

    /**
     * @param name for the button; empty: the provider's own
     * @param issuer of OpenID Connect, under which its configuration is found
     * @param clientId that the provider gave to this server
     * @param clientSecret with it; better set by an environment variable
     * @param scopes asked for; none: those that are needed
     * @param trustEmail whether an address that the provider has verified is proof enough to be let
     *     into the account with the same address
     * @param endpoints in place of those that are published or known
     */
    public record Provider(
            @DefaultValue("") String name,
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue({}) List<String> scopes,
            @DefaultValue("false") boolean trustEmail,
            @DefaultValue Endpoints endpoints) {

        public Provider {
            scopes = List.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "Provider[" + issuer + " " + clientId + "]";
        }
    }

    /** For a gateway in between, or a newer version of a provider's interface; empty: as it is. */
    public record Endpoints(
            @DefaultValue("") String authorization,
            @DefaultValue("") String token,
            @DefaultValue("") String userInfo) {

        void applyTo(ClientRegistration.Builder registration) {
            if (!authorization.isEmpty()) {
                registration.authorizationUri(authorization);
            }
            if (!token.isEmpty()) {
                registration.tokenUri(token);
            }
            if (!userInfo.isEmpty()) {
                registration.userInfoUri(userInfo);
            }
        }
    }

    private static void check(String id, Provider provider) {
        String key = "account.identity.providers." + id;
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(key + ": lower case letters, digits and dashes");
        }
        if (provider.clientId().isEmpty()) {
            throw new IllegalArgumentException(key + ".client-id is missing");
        }
        boolean known = KnownProvider.find(id).isPresent();
        if (!known && !isWebAddress(provider.issuer())) {
            throw new IllegalArgumentException(
                    key + ".issuer must look like https://login.example.org");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
