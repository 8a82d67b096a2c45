package io.sightline.server.account.user;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import io.sightline.server.access.Scope;
import io.sightline.server.account.Account;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.login.EmailLinks;
import io.sightline.server.account.session.Session;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.web.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me}: one's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeResource {

    private final UserAccounts accounts;
    private final OwnAccount own;
    private final EmailLinks emailLinks;
    private final Sessions sessions;
    private final Totp totp;

    MeResource(
            UserAccounts accounts,
            OwnAccount own,
            EmailLinks emailLinks,
            Sessions sessions,
            Totp totp) {
        this.accounts = accounts;
        this.own = own;
        this.emailLinks = emailLinks;
        this.sessions = sessions;
        this.totp = totp;
    }

    /** What the page shows or hides; the server asks again each time. */
    record MyRights(boolean manageCameras, boolean manageUsers, boolean audit) {
        static MyRights of(Caller caller) {
            return new MyRights(
                    caller.is(Role.MODERATOR) && caller.has(Scope.MANAGE_CAMERAS),
                    caller.is(Role.ADMINISTRATOR) && caller.has(Scope.MANAGE_USERS),
                    caller.is(Role.ADMINISTRATOR) && caller.has(Scope.AUDIT));
        }
    }

    /**
     * @param totp whether log-in asks for a code
     */
    record Me(
            String id,
            String username,
            String displayName,
            String email,
            boolean emailConfirmed,
            List<Role> roles,
            MyRights rights,
            boolean totp) {}

    /** What is to be changed; what is null stays. */
    record MyChange(@Nullable String displayName, @Nullable String email) {}

    record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[***]";
        }
    }

    /**
     * @param current whether it is the one that asks
     */
    record SessionJson(
            String id,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {
        static SessionJson of(Session session, String current) {
            return new SessionJson(
                    session.id(),
                    session.userAgent(),
                    session.address(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().equals(current));
        }
    }

    record TotpSecret(String secret, String uri) {
        @Override
        public String toString() {
            return "TotpSecret[***]";
        }
    }

    record TotpCode(@Nullable String code) {}

    record RecoveryCodes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodes[***]";
        }
    }

    record Proof(@Nullable String password) {
        @Override
        public String toString() {
            return "Proof[***]";
        }
    }

    @GetMapping
    Me me(Caller caller) {
        return accounts.find(caller.accountId())
                .map(account -> json(account, caller))
                .orElseGet(() -> launcher(caller));
    }

    /** The launcher is no account. */
    private static Me launcher(Caller caller) {
        return new Me(
                "",
                caller.username(),
                caller.username(),
                "",
                false,
                caller.roles().stream().sorted().toList(),
                MyRights.of(caller),
                false);
    }

    @PatchMapping
    Me change(@RequestBody MyChange change, Caller caller) {
        return json(
                emailLinks.change(
                        caller.actor(), caller.accountId(), change.displayName(), change.email()),
                caller);
    }

    private Me json(Account account, Caller caller) {
        return new Me(
                account.id(),
                account.username().text(),
                account.displayName(),
                account.email(),
                account.emailConfirmed(),
                caller.roles().stream().sorted().toList(),
                MyRights.of(caller),
                totp.isOn(account.id()));
    }

    /** Ends all other sessions. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody PasswordChange change, Caller caller) {
        own.changePassword(caller, change.currentPassword(), change.newPassword());
    }

    @GetMapping("/sessions")
    Page<SessionJson> sessions(Caller caller) {
        return new Page<>(
                sessions.ofAccount(caller.accountId()).stream()
                        .map(session -> SessionJson.of(session, caller.credentialId()))
                        .toList(),
                null);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String id, Caller caller) {
        own.endSession(caller, id);
    }

    /** Chooses a secret for an authenticator; it counts once it is confirmed. */
    @PostMapping("/totp")
    TotpSecret beginTotp(Caller caller) {
        Totp.Begun begun = own.beginTotp(caller);
        return new TotpSecret(begun.secret(), begun.uri());
    }

    @PutMapping("/totp")
    RecoveryCodes confirmTotp(@RequestBody TotpCode code, Caller caller) {
        return new RecoveryCodes(own.confirmTotp(caller, code.code() == null ? "" : code.code()));
    }

    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTotp(@RequestBody Proof proof, Caller caller) {
        own.removeTotp(caller, proof.password());
    }
}
