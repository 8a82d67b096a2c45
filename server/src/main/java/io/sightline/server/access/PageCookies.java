package io.sightline.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The page's cookies. Tokens lie where scripts can't read them (HttpOnly) and are sent by the page
 * itself only (SameSite=Strict). The third one is for scripts to read: requests that change
 * something repeat it in a header, which pages of other origins can't.
 */
public final class PageCookies {

    public static final String ACCESS = "sightline_access";
    public static final String REFRESH = "sightline_refresh";
    public static final String CSRF = "sightline_csrf";

    /** In which requests repeat the CSRF cookie. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String REFRESH_PATH = "/api/v1/auth";
    private static final int CSRF_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PageCookies() {}

    /**
     * Gives the page its tokens.
     *
     * @param refreshValidFor how long the refresh token can be used; the CSRF cookie lasts as long
     */
    public static void set(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessTokens.Issued access,
            String refreshToken,
            Duration refreshValidFor) {
        byte[] csrf = new byte[CSRF_BYTES];
        RANDOM.nextBytes(csrf);
        String csrfToken = Base64.getUrlEncoder().withoutPadding().encodeToString(csrf);
        boolean secure = request.isSecure();
        add(response, cookie(ACCESS, access.token(), "/", AccessTokens.VALID_FOR, secure));
        add(response, cookie(REFRESH, refreshToken, REFRESH_PATH, refreshValidFor, secure));
        add(
                response,
                cookie(CSRF, csrfToken, "/", refreshValidFor, secure)
                        .mutate()
                        .httpOnly(false)
                        .build());
    }

    /** Takes them away. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        boolean secure = request.isSecure();
        add(response, cookie(ACCESS, "", "/", Duration.ZERO, secure));
        add(response, cookie(REFRESH, "", REFRESH_PATH, Duration.ZERO, secure));
        add(response, cookie(CSRF, "", "/", Duration.ZERO, secure));
    }

    public static Optional<String> refreshToken(HttpServletRequest request) {
        return Optional.ofNullable(value(request, REFRESH));
    }

    static @Nullable String accessToken(HttpServletRequest request) {
        return value(request, ACCESS);
    }

    /** Whether the request is the page's, as far as its cookies say. */
    static boolean areIn(HttpServletRequest request) {
        return WebUtils.getCookie(request, ACCESS) != null
                || WebUtils.getCookie(request, REFRESH) != null;
    }

    private static @Nullable String value(HttpServletRequest request, String name) {
        var cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static ResponseCookie cookie(
            String name, String value, String path, Duration maxAge, boolean secure) {
        return ResponseCookie.from(name, value)
                .path(path)
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .build();
    }

    private static void add(HttpServletResponse response, ResponseCookie cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
