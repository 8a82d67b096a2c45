package io.sightline.server.account.identity;

import io.sightline.server.access.Caller;
import io.sightline.server.account.Account;
import io.sightline.server.account.throttle.Throttle;
import io.sightline.server.account.throttle.Throttle.Kind;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/**
 * {@code /api/v1/auth/oidc}: browsers go through here to a provider and back; {@code
 * /api/v1/me/identities}.
 */
@RestController
class IdentityResource {

    /** Comes back with an answer from another site, for which it has to be Lax. */
    private static final String COOKIE = "sightline_oidc";

    private static final String COOKIE_PATH = "/api/v1/auth/oidc";

    private final ProviderLogIn providers;
    private final Identities identities;
    private final ProviderEntrance entrance;
    private final Throttle throttle;

    IdentityResource(
            ProviderLogIn providers,
            Identities identities,
            ProviderEntrance entrance,
            Throttle throttle) {
        this.providers = providers;
        this.identities = identities;
        this.entrance = entrance;
        this.throttle = throttle;
    }

    /**
     * @param name at the provider
     */
    record IdentityJson(String id, String provider, String name, String email, Instant linkedAt) {
        static IdentityJson of(Identity identity) {
            return new IdentityJson(
                    identity.id(),
                    identity.provider(),
                    identity.name(),
                    identity.email(),
                    identity.linkedAt());
        }
    }

    /**
     * Sends the browser to a provider.
     *
     * @param link links who comes back to the account that is logged in now; the page's cookie says
     *     which, and that no other site asks
     */
    @GetMapping("/api/v1/auth/oidc/{provider}/start")
    ResponseEntity<Void> start(
            @PathVariable String provider,
            @RequestParam(defaultValue = "false") boolean link,
            Optional<Caller> caller,
            HttpServletRequest request) {
        throttle.fromAddress(Kind.LOG_IN, request.getRemoteAddr());
        Optional<String> linkTo = link ? Optional.of(owner(caller)) : Optional.empty();
        if (!providers.has(provider)) {
            throw ProblemException.notFound("provider", provider);
        }
        Optional<ProviderLogIn.Departure> departure = providers.depart(provider, linkTo, request);
        if (departure.isEmpty()) {
            return refused("unavailable", linkTo);
        }
        return to(departure.get().to().toString())
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie(departure.get().browser(), PendingLogIns.WAIT_FOR, request))
                .build();
    }

    private static String owner(Optional<Caller> caller) {
        return caller.filter(known -> known.kind() == Caller.Kind.PAGE)
                .map(Caller::accountId)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        HttpStatus.UNAUTHORIZED,
                                        "unauthenticated",
                                        "Not logged in",
                                        "Log in on the page before linking."));
    }

    /** Where the provider sends the browser back to. What is wrong, the page tells. */
    @GetMapping("/api/v1/auth/oidc/{provider}/callback")
    ResponseEntity<Void> callback(
            @PathVariable String provider,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String iss,
            @RequestParam(required = false) @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        String address = request.getRemoteAddr();
        throttle.fromAddress(Kind.LOG_IN, address);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        String browser = cookie == null ? "" : cookie.getValue();
        if (error != null) {
            return refused(
                    error.equals("access_denied") ? "cancelled" : "failed",
                    providers.abandon(state, browser));
        }
        Optional<ProviderLogIn.Arrival> arrival =
                providers.arrive(provider, code, state, iss, browser);
        if (arrival.isEmpty()) {
            return refused("failed", Optional.empty());
        }
        Vouched vouched = arrival.get().vouched();
        Optional<String> linkTo = arrival.get().linkTo();
        if (linkTo.isPresent()) {
            return identities.link(linkTo.get(), vouched, address)
                    ? to("/#/account").build()
                    : refused("linked-elsewhere", linkTo);
        }
        Optional<Account> account = identities.account(vouched).filter(Account::enabled);
        return account.isEmpty()
                ? refused("not-linked", Optional.empty())
                : to(entrance.arrive(account.get(), vouched, request, response)).build();
    }

    record Code(@Nullable String totp) {
        @Override
        public String toString() {
            return "Code[***]";
        }
    }

    /**
     * @param expiresIn seconds until the page's access has to be refreshed
     */
    record Entered(long expiresIn) {}

    /** The code of somebody who came from a provider and whose log-in asks for one. */
    @PostMapping("/api/v1/auth/oidc/second-step")
    Entered secondStep(
            @RequestBody Code code, HttpServletRequest request, HttpServletResponse response) {
        String totp = code.totp() == null ? "" : code.totp();
        return new Entered(entrance.giveCode(totp, request, response).toSeconds());
    }

    /** Who was to be linked to an account is told there. */
    private static ResponseEntity<Void> refused(String reason, Optional<String> linkTo) {
        return to("/?error=" + reason + (linkTo.isPresent() ? "#/account" : "")).build();
    }

    private static ResponseEntity.BodyBuilder to(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create(address));
    }

    private static String cookie(String value, Duration maxAge, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .path(COOKIE_PATH)
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build()
                .toString();
    }

    @GetMapping("/api/v1/me/identities")
    Page<IdentityJson> identities(Caller caller) {
        return new Page<>(
                identities.ofAccount(caller.accountId()).stream().map(IdentityJson::of).toList(),
                null);
    }

    @DeleteMapping("/api/v1/me/identities/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable String id, Caller caller) {
        identities.unlink(caller, id);
    }
}
