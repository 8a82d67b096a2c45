package io.sightline.server.access;

import io.sightline.server.web.MediaProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What the API answers to who may not. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final MediaProblem UNAUTHENTICATED =
            new MediaProblem(
                    401,
                    "unauthenticated",
                    "Not logged in",
                    "Log in first, or log in anew: the log-in is missing or no longer valid.");
    static final MediaProblem FORBIDDEN =
            new MediaProblem(403, "forbidden", "Forbidden", "This is not yours to do.");
    private static final MediaProblem FORGED =
            new MediaProblem(
                    403,
                    "csrf",
                    "Not the page's own request",
                    "Repeat the cookie sightline_csrf in the header X-CSRF-Token.");
    private static final MediaProblem NOT_FOUND =
            new MediaProblem(404, "not-found", "Not found", "There is nothing at this address.");
    private static final MediaProblem METHOD_NOT_ALLOWED =
            new MediaProblem(
                    405,
                    "method-not-allowed",
                    "Method not allowed",
                    "This address is not for this method.");

    private final RouteRules rules;

    Refusals(RouteRules rules) {
        this.rules = rules;
    }

    /** To nobody. Not a word about what there is. */
    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(UNAUTHENTICATED, response);
    }

    /** To someone. */
    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception)
            throws IOException {
        if (exception instanceof CsrfException) {
            write(FORGED, response);
        } else if (rules.find(request.getMethod(), request.getRequestURI()).isPresent()) {
            write(FORBIDDEN, response);
        } else {
            unknown(request, response);
        }
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Set<String> methods = rules.methods(request.getRequestURI());
        if (methods.isEmpty()) {
            write(NOT_FOUND, response);
        } else {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
            write(METHOD_NOT_ALLOWED, response);
        }
    }

    private static void write(MediaProblem problem, HttpServletResponse response)
            throws IOException {
        byte[] json = problem.json();
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
