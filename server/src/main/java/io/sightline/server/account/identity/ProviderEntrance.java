package io.sightline.server.account.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.server.access.PageCookies;
import io.sightline.server.account.Account;
import io.sightline.server.account.login.Device;
import io.sightline.server.account.login.LogIn;
import io.sightline.server.account.login.LoggedIn;
import io.sightline.server.secret.RandomToken;
import io.sightline.server.web.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The last steps of somebody for whom a provider vouched: a code, where the account's log-in asks
 * for one, and in. Who is to give a code has a cookie meanwhile whose hash is here.
 *
 * <p>Only who is in is linked to the account: a mailbox alone, which is all that a provider may
 * have seen, must not leave a lasting way in where a second factor is asked for.
 */
final class ProviderEntrance {

    static final String COOKIE = "sightline_second_step";
    private static final String COOKIE_PATH = "/api/v1/auth/oidc";
    private static final Duration WAIT_FOR = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final LogIn logIn;
    private final Identities identities;
    private final InstantSource clock;
    private final Cache<String, Waiting> waiting =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(WAIT_FOR).build();

    private record Waiting(String accountId, Vouched vouched) {}

    ProviderEntrance(LogIn logIn, Identities identities, InstantSource clock) {
        this.logIn = logIn;
        this.identities = identities;
        this.clock = clock;
    }

    /** Returns where on the page the browser goes on. */
    String arrive(
            Account account,
            Vouched vouched,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (logIn.asksForCode(account)) {
            String token = RandomToken.next();
            waiting.put(RandomToken.hash(token), new Waiting(account.id(), vouched));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, WAIT_FOR, request));
            return "/?second-step";
        }
        LoggedIn in = logIn.enter(account, device(request), by(vouched));
        identities.link(account.id(), vouched, request.getRemoteAddr());
        keep(in, request, response);
        return "/";
    }

    /**
     * Takes the code.
     *
     * @return how long the access that the page gets is good for
     * @throws ProblemException 401 {@code login-failed}, or {@code second-step-ended} when it is
     *     not waited for, 429
     */
    Duration giveCode(String code, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        String key = RandomToken.hash(cookie == null ? "" : cookie.getValue());
        Waiting found = waiting.getIfPresent(key);
        if (found == null) {
            throw ended();
        }
        // Unlinked since, or of another address: what the provider said is no longer about this
        // one.
        Account account =
                identities
                        .account(found.vouched())
                        .filter(known -> known.id().equals(found.accountId()))
                        .orElseThrow(ProviderEntrance::ended);
        LoggedIn in = logIn.enterWithCode(account, code, device(request), by(found.vouched()));
        waiting.invalidate(key);
        identities.link(account.id(), found.vouched(), request.getRemoteAddr());
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
        keep(in, request, response);
        return Duration.between(clock.instant(), in.access().expiresAt());
    }

    private static ProblemException ended() {
        return new ProblemException(
                HttpStatus.UNAUTHORIZED,
                "second-step-ended",
                "This took too long",
                "Log in from the beginning.");
    }

    private void keep(LoggedIn in, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        PageCookies.set(
                request,
                response,
                in.access(),
                in.refreshToken(),
                Duration.between(clock.instant(), in.session().expiresAt()));
    }

    private static Device device(HttpServletRequest request) {
        String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Device(true, userAgent == null ? "" : userAgent, request.getRemoteAddr());
    }

    /** For the audit log. */
    private static Map<String, String> by(Vouched vouched) {
        return Map.of("by", vouched.provider());
    }

    private static String cookie(String value, Duration maxAge, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .path(COOKIE_PATH)
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .build()
                .toString();
    }
}
