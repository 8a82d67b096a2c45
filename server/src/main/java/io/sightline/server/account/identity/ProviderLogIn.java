package io.sightline.server.account.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.client.RestClientException;

/**
 * The way to a provider and back: authorization code with PKCE (RFC 7636), state, and for OpenID
 * Connect a nonce. Spring Security speaks the protocol; what it would keep in an HTTP session is
 * kept in {@link PendingLogIns}.
 */
final class ProviderLogIn {

    private static final Logger log = LoggerFactory.getLogger(ProviderLogIn.class);
    private static final String BASE = "/api/v1/auth/oidc";

    private final Providers providers;
    private final PendingLogIns pending = new PendingLogIns();
    private final DefaultOAuth2AuthorizationRequestResolver requests;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final AuthenticationProvider openIdConnect;
    private final AuthenticationProvider oauth2;

    ProviderLogIn(Providers providers, ProviderCalls calls) {
        this.providers = providers;
        ClientRegistrationRepository registrations =
                new ClientRegistrationRepository() {
                    @Override
                    public @Nullable ClientRegistration findByRegistrationId(String id) {
                        return providers.registration(id).orElse(null);
                    }
                };
        requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, BASE);
        requests.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce());
        var tokens = calls.tokens();
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(calls.users());
        var oidc = new OidcAuthorizationCodeAuthenticationProvider(tokens, people);
        oidc.setJwtDecoderFactory(
                registration ->
                        decoders.computeIfAbsent(
                                registration.getRegistrationId(),
                                _ -> calls.idTokens(registration)));
        openIdConnect = oidc;
        DefaultOAuth2UserService users = calls.users();
        users.setAttributesConverter(_ -> ProviderLogIn::unwrapped);
        oauth2 = new OAuth2LoginAuthenticationProvider(tokens, users);
    }

    /** X wraps what it says of a person into {@code data}. */
    @SuppressWarnings("unchecked") // keys of a JSON object are texts
    private static Map<String, Object> unwrapped(Map<String, Object> attributes) {
        return attributes.get("data") instanceof Map<?, ?> data
                ? (Map<String, Object>) data
                : attributes;
    }

    /** Where the browser is to go, and the cookie that it comes back with. */
    record Departure(URI to, String browser) {}

    /** Who came back, and to which account they wanted to be linked. */
    record Arrival(Vouched vouched, Optional<String> linkTo) {}

    boolean has(String provider) {
        return providers.has(provider);
    }

    /** Empty when there is no such provider, or it does not answer. */
    Optional<Departure> depart(
            String provider, Optional<String> linkTo, HttpServletRequest request) {
        try {
            return Optional.ofNullable(requests.resolve(request, provider))
                    .map(
                            authorization ->
                                    new Departure(
                                            URI.create(authorization.getAuthorizationRequestUri()),
                                            pending.left(authorization, linkTo)));
        } catch (IllegalArgumentException | RestClientException e) {
            log.warn("[identity:{}] can't be used: {}", provider, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Somebody comes back without what they went for; to which account they wanted to be linked.
     */
    Optional<String> abandon(String state, String browser) {
        return pending.cameBack(state, browser).flatMap(PendingLogIns.Left::linkTo);
    }

    /**
     * Empty when it did not leave from this browser, or the provider does not vouch for them.
     *
     * @param issuer as the answer says it (RFC 9207); null when it does not
     */
    Optional<Arrival> arrive(
            String provider, String code, String state, @Nullable String issuer, String browser) {
        if (!providers.has(provider)) {
            return Optional.empty();
        }
        Optional<PendingLogIns.Left> left = pending.cameBack(state, browser);
        if (left.isEmpty()) {
            log.warn("[identity:{}] an answer that nobody here asked for", provider);
            return Optional.empty();
        }
        return providers
                .registration(provider)
                .filter(registration -> isAnswerOf(registration, left.get().request(), issuer))
                .flatMap(registration -> exchange(registration, code, left.get().request()))
                .map(user -> new Arrival(Vouched.of(provider, user), left.get().linkTo()));
    }

    /** An answer of one provider must not be taken for that of another (RFC 9700 §4.4). */
    private static boolean isAnswerOf(
            ClientRegistration registration,
            OAuth2AuthorizationRequest request,
            @Nullable String issuer) {
        String expected = registration.getProviderDetails().getIssuerUri();
        return Objects.equals(registration.getRedirectUri(), request.getRedirectUri())
                && (issuer == null || expected == null || issuer.equals(expected));
    }

    private Optional<OAuth2User> exchange(
            ClientRegistration registration, String code, OAuth2AuthorizationRequest request) {
        OAuth2AuthorizationResponse response =
                OAuth2AuthorizationResponse.success(code)
                        .redirectUri(String.valueOf(request.getRedirectUri()))
                        .state(String.valueOf(request.getState()))
                        .build();
        var token =
                new OAuth2LoginAuthenticationToken(
                        registration, new OAuth2AuthorizationExchange(request, response));
        boolean oidc = registration.getScopes().contains("openid");
        try {
            var vouched = (oidc ? openIdConnect : oauth2).authenticate(token);
            return vouched instanceof OAuth2LoginAuthenticationToken in
                    ? Optional.ofNullable(in.getPrincipal())
                    : Optional.empty();
        } catch (AuthenticationException | RestClientException | IllegalArgumentException e) {
            log.warn(
                    "[identity:{}] does not vouch: {}",
                    registration.getRegistrationId(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
