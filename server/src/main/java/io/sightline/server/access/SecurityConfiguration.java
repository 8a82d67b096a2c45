package io.sightline.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What each request to the API and the page passes: headers, CSRF, who it is, what the rules say.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * The page brings all it needs with it. Styles may be inline, for its components set sizes and
     * colours that way; scripts may not. Media Source buffers and workers are blobs.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:;"
                    + " connect-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    SecurityFilterChain apiSecurity(HttpSecurity http, RouteRules rules, Callers callers) {
        Refusals refusals = new Refusals(rules);
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.requireExplicitSave(true))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(SecurityConfiguration::csrf)
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                CONTENT_SECURITY_POLICY))
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilterBefore(new CallerFilter(callers), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.anyRequest()
                                        .access(
                                                (authentication, context) ->
                                                        decide(rules, context.getRequest())))
                .exceptionHandling(
                        failures ->
                                failures.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .build();
    }

    private static AuthorizationDecision decide(RouteRules rules, HttpServletRequest request) {
        return new AuthorizationDecision(
                rules.find(request.getMethod(), request.getRequestURI())
                        .filter(admission -> admission.admits(CallerAuthentication.current()))
                        .isPresent());
    }

    /** Double submit, for who is known by a cookie; a header is sent by no browser on its own. */
    private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieName(PageCookies.CSRF);
        cookie.setHeaderName(PageCookies.CSRF_HEADER);
        cookie.setCookiePath("/");
        cookie.setCookieCustomizer(made -> made.sameSite("Strict"));
        csrf.csrfTokenRepository(cookie)
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                // Spring takes each request's caller for a log-in and would change the token.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .requireCsrfProtectionMatcher(
                        request ->
                                !SAFE_METHODS.contains(request.getMethod())
                                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                                        && PageCookies.areIn(request));
    }
}
