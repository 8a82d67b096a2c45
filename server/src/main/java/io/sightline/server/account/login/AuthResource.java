package io.sightline.server.account.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sightline.server.access.Caller;
import io.sightline.server.access.PageCookies;
import io.sightline.server.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/auth}: for who is nobody yet. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthResource {

    private final LogIn logIn;
    private final FirstStart firstStart;
    private final Demo demo;
    private final PasswordLinks passwordLinks;
    private final EmailLinks emailLinks;
    private final OtherProviders providers;
    private final InstantSource clock;

    AuthResource(
            LogIn logIn,
            FirstStart firstStart,
            Demo demo,
            PasswordLinks passwordLinks,
            EmailLinks emailLinks,
            OtherProviders providers,
            InstantSource clock) {
        this.logIn = logIn;
        this.firstStart = firstStart;
        this.demo = demo;
        this.passwordLinks = passwordLinks;
        this.emailLinks = emailLinks;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * @param setUp whether there is an administrator
     * @param demo whether one can come in without an account
     */
    record AuthState(boolean setUp, boolean demo, List<OtherProviders.Provider> providers) {}

    /**
     * @param cookies whether the tokens go into cookies, as the page wants it
     */
    record Login(
            @Nullable String username,
            @Nullable String password,
            @Nullable String totp,
            @Nullable Boolean cookies) {
        @Override
        public String toString() {
            return "Login[***]";
        }
    }

    record SetUp(
            @Nullable String token,
            @Nullable String username,
            @Nullable String password,
            @Nullable Boolean cookies) {
        @Override
        public String toString() {
            return "SetUp[***]";
        }
    }

    record DemoEntry(@Nullable Boolean cookies) {}

    record RefreshRequest(@Nullable String refreshToken) {
        @Override
        public String toString() {
            return "RefreshRequest[***]";
        }
    }

    record PasswordResetRequest(@Nullable String usernameOrEmail) {}

    record NewPassword(@Nullable String token, @Nullable String password) {
        @Override
        public String toString() {
            return "NewPassword[***]";
        }
    }

    record EmailConfirmation(@Nullable String token) {
        @Override
        public String toString() {
            return "EmailConfirmation[***]";
        }
    }

    /**
     * What a program keeps; the page's tokens are in its cookies instead.
     *
     * @param expiresIn seconds until the access token has to be refreshed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tokens(@Nullable String accessToken, long expiresIn, @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Tokens[***]";
        }
    }

    @GetMapping("/state")
    AuthState state() {
        return new AuthState(firstStart.isDone(), demo.isOn(), providers.all());
    }

    @PostMapping("/login")
    Tokens login(
            @RequestBody Login given, HttpServletRequest request, HttpServletResponse response) {
        Device device = device(request, given.cookies());
        return answer(
                logIn.withPassword(
                        text(given.username()), text(given.password()), given.totp(), device),
                request,
                response);
    }

    @PostMapping("/setup")
    Tokens setUp(
            @RequestBody SetUp setUp, HttpServletRequest request, HttpServletResponse response) {
        Device device = device(request, setUp.cookies());
        return answer(
                firstStart.setUp(text(setUp.token()), setUp.username(), setUp.password(), device),
                request,
                response);
    }

    @PostMapping("/demo")
    Tokens demo(
            @RequestBody(required = false) @Nullable DemoEntry entry,
            HttpServletRequest request,
            HttpServletResponse response) {
        Device device = device(request, entry == null ? null : entry.cookies());
        return answer(
                demo.enter(device, request.getRemoteAddr(), request.getServerName()),
                request,
                response);
    }

    /** With the token in the body, or in the page's cookie. */
    @PostMapping("/refresh")
    Tokens refresh(
            @RequestBody(required = false) @Nullable RefreshRequest refresh,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<String> token =
                Optional.ofNullable(refresh)
                        .map(RefreshRequest::refreshToken)
                        .or(() -> PageCookies.refreshToken(request));
        try {
            return answer(
                    logIn.refresh(token.orElse(""), request.getRemoteAddr()), request, response);
        } catch (ProblemException refused) {
            if (refused.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
                PageCookies.clear(request, response);
            }
            throw refused;
        }
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(Optional<Caller> caller, HttpServletRequest request, HttpServletResponse response) {
        if (caller.isPresent()) {
            logIn.logOut(caller.get());
        } else {
            PageCookies.refreshToken(request)
                    .ifPresent(token -> logIn.logOut(token, request.getRemoteAddr()));
        }
        PageCookies.clear(request, response);
    }

    @PostMapping("/logout-everywhere")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutEverywhere(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        logIn.logOutEverywhere(caller);
        PageCookies.clear(request, response);
    }

    /** Answers the same whether there is such an account or not. */
    @PostMapping("/password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void askForPassword(@RequestBody PasswordResetRequest reset, HttpServletRequest request) {
        passwordLinks.askedBy(text(reset.usernameOrEmail()), request.getRemoteAddr());
    }

    @PostMapping("/password-reset/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choosePassword(@RequestBody NewPassword chosen, HttpServletRequest request) {
        passwordLinks.choose(text(chosen.token()), chosen.password(), request.getRemoteAddr());
    }

    @PostMapping("/confirm-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirmEmail(@RequestBody EmailConfirmation confirmation, HttpServletRequest request) {
        emailLinks.confirm(text(confirmation.token()), request.getRemoteAddr());
    }

    private Tokens answer(LoggedIn in, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        long expiresIn = Duration.between(clock.instant(), in.access().expiresAt()).toSeconds();
        if (!in.session().page()) {
            return new Tokens(in.access().token(), expiresIn, in.refreshToken());
        }
        PageCookies.set(
                request,
                response,
                in.access(),
                in.refreshToken(),
                Duration.between(clock.instant(), in.session().expiresAt()));
        return new Tokens(null, expiresIn, null);
    }

    private static Device device(HttpServletRequest request, @Nullable Boolean cookies) {
        String userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Device(cookies != null && cookies, text(userAgent), request.getRemoteAddr());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
