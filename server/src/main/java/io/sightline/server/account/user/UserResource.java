package io.sightline.server.account.user;

import io.sightline.server.access.Caller;
import io.sightline.server.access.Role;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.UserAccounts.Change;
import io.sightline.server.account.UserAccounts.NewAccount;
import io.sightline.server.account.login.PasswordLinks;
import io.sightline.server.account.password.PasswordRules;
import io.sightline.server.account.session.Sessions;
import io.sightline.server.account.totp.Totp;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.database.Database;
import io.sightline.server.web.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/users}, for administrators. */
@RestController
@RequestMapping("/api/v1/users")
class UserResource {

    private final UserAccounts accounts;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Totp totp;
    private final PasswordLinks passwordLinks;
    private final AuditLog audit;
    private final Database database;

    UserResource(
            UserAccounts accounts,
            Credentials credentials,
            Sessions sessions,
            Totp totp,
            PasswordLinks passwordLinks,
            AuditLog audit,
            Database database) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.totp = totp;
        this.passwordLinks = passwordLinks;
        this.audit = audit;
        this.database = database;
    }

    /**
     * @param password none: a link to choose one is mailed
     */
    record NewUser(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable Set<Role> roles) {
        @Override
        public String toString() {
            return "NewUser[" + username + "]";
        }
    }

    /** What is to be changed; what is null stays. */
    record UserChange(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable Boolean enabled,
            @Nullable Set<Role> roles) {}

    /**
     * By name.
     *
     * @param q part of a name or an address
     */
    @GetMapping
    Page<UserJson> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") int limit) {
        List<Account> following =
                accounts.page(q.strip(), after(cursor), Page.checkedLimit(limit) + 1);
        boolean more = following.size() > limit;
        List<Account> page = more ? following.subList(0, limit) : following;
        Set<String> withTotp = totp.accounts();
        return new Page<>(
                page.stream()
                        .map(account -> UserJson.of(account, withTotp.contains(account.id())))
                        .toList(),
                more ? cursor(page.getLast()) : null);
    }

    private static String cursor(Account last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(UserAccounts.cursor(last).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String after(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Page.invalidCursor();
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<UserJson> add(@RequestBody NewUser user, Caller caller) {
        Optional<String> hash =
                Optional.ofNullable(user.password())
                        .filter(password -> !password.isEmpty())
                        .map(password -> PasswordRules.checkedNew(password, name(user)))
                        .map(credentials::hash);
        Account added =
                accounts.create(
                        caller.actor(),
                        new NewAccount(
                                user.username(),
                                user.displayName(),
                                user.email(),
                                user.roles(),
                                hash));
        if (hash.isEmpty() && !added.email().isEmpty()) {
            passwordLinks.askedFor(added, caller.actor());
        }
        return ResponseEntity.created(URI.create("/api/v1/users/" + added.id()))
                .body(UserJson.of(added, false));
    }

    private static String name(NewUser user) {
        return user.username() == null ? "" : user.username();
    }

    @GetMapping("/{id}")
    UserJson get(@PathVariable String id) {
        return json(accounts.get(id));
    }

    @PatchMapping("/{id}")
    UserJson change(@PathVariable String id, @RequestBody UserChange change, Caller caller) {
        return json(
                accounts.change(
                        caller.actor(),
                        id,
                        new Change(
                                change.username(),
                                change.displayName(),
                                change.email(),
                                change.enabled(),
                                change.roles())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        accounts.delete(caller.actor(), id);
    }

    /** Mails a link to choose a password; without a mail server it is in the server's log. */
    @PostMapping("/{id}/password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resetPassword(@PathVariable String id, Caller caller) {
        passwordLinks.askedFor(accounts.get(id), caller.actor());
    }

    /** Logs somebody out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(@PathVariable String id, Caller caller) {
        Account account = accounts.get(id);
        database.transaction(
                () -> {
                    int ended = sessions.endAll(id);
                    audit.append(
                            caller.actor(),
                            Action.LOG_OUT_EVERYWHERE,
                            UserAccounts.target(account),
                            Outcome.SUCCESS,
                            Map.of("sessions", Integer.toString(ended)));
                });
    }

    private UserJson json(Account account) {
        return UserJson.of(account, totp.isOn(account.id()));
    }
}
