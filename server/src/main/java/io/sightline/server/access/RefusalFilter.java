package io.sightline.server.access;

import io.sightline.server.audit.Actor;
import io.sightline.server.audit.RefusalLog;
import io.sightline.server.audit.Target;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has every 403 of the API entered in the audit log, whoever decided it: the rules, a controller,
 * or the check that a request is the page's own. A 404 for what somebody may not see is not
 * entered, as nobody can tell it from a mistyped address.
 */
final class RefusalFilter extends OncePerRequestFilter {

    private final RefusalLog refusals;

    RefusalFilter(RefusalLog refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            Actor actor =
                    request.getAttribute(Actor.class.getName()) instanceof Actor known
                            ? known
                            : Actor.anonymous(request.getRemoteAddr());
            refusals.refused(
                    actor, Target.path(request.getMethod(), request.getRequestURI()), Map.of());
        }
    }
}
