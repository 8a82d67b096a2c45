package io.sightline.server.access;

import io.sightline.server.audit.RefusalLog;
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
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/** What each request to the API and the page passes: CSRF, who it is, what the rules say. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http, RouteRules rules, Callers callers, RefusalLog refused) {
        Refusals refusals = new Refusals(rules);
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.requireExplicitSave(true))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(SecurityConfiguration::csrf)
                // Set in front of Spring, for media and errors too.
                .headers(AbstractHttpConfigurer::disable)
                .addFilterBefore(new RefusalFilter(refused), CsrfFilter.class)
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
