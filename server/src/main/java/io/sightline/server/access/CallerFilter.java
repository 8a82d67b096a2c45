package io.sightline.server.access;

import io.sightline.server.audit.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sent a request to the API, from this request alone: there are no HTTP sessions. */
final class CallerFilter extends OncePerRequestFilter {

    private final Callers callers;

    CallerFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        callers.identify(shown(request))
                .ifPresent(
                        caller -> {
                            SecurityContext context = SecurityContextHolder.createEmptyContext();
                            context.setAuthentication(new CallerAuthentication(caller));
                            SecurityContextHolder.setContext(context);
                            request.setAttribute(Actor.class.getName(), caller.actor());
                        });
        chain.doFilter(request, response);
    }

    private static Callers.Shown shown(HttpServletRequest request) {
        @Nullable String cookie =
                SameOrigin.isForeign(request::getHeader) ? null : PageCookies.accessToken(request);
        return new Callers.Shown(
                request.getHeader(HttpHeaders.AUTHORIZATION), cookie, request.getRemoteAddr());
    }
}
