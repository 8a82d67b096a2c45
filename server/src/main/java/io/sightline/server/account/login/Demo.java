package io.sightline.server.account.login;

import io.sightline.server.access.Role;
import io.sightline.server.account.Account;
import io.sightline.server.account.Credentials;
import io.sightline.server.account.UserAccounts;
import io.sightline.server.account.UserAccounts.NewAccount;
import io.sightline.server.audit.Actor;
import io.sightline.server.web.ProblemException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The demonstration's one click to get in: for who sits at this machine, as an administrator that
 * has no password and is nobody when the server does not run as a demonstration.
 */
final class Demo {

    private static final String NAME = "demo";
    private static final Set<String> NAMES_OF_THIS_MACHINE =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final boolean on;
    private final UserAccounts accounts;
    private final Credentials credentials;
    private final LogIn logIn;

    Demo(boolean on, UserAccounts accounts, Credentials credentials, LogIn logIn) {
        this.on = on;
        this.accounts = accounts;
        this.credentials = credentials;
        this.logIn = logIn;
    }

    boolean isOn() {
        return on;
    }

    /**
     * @param peer the other end of the connection
     * @param host that the browser asked for: a page elsewhere whose name was made to lead here
     *     (DNS rebinding) is not let in
     */
    LoggedIn enter(Device device, String peer, String host) {
        boolean here =
                InetAddress.ofLiteral(peer).isLoopbackAddress()
                        && NAMES_OF_THIS_MACHINE.contains(host);
        if (!on || !here) {
            throw ProblemException.notFound("demo", NAME);
        }
        return logIn.enter(account(), device, Map.of("by", "demo"));
    }

    private synchronized Account account() {
        return credentials
                .find(NAME)
                .orElseGet(
                        () ->
                                accounts.create(
                                        Actor.SERVER,
                                        new NewAccount(
                                                NAME,
                                                "Demo",
                                                null,
                                                Set.of(Role.ADMINISTRATOR),
                                                Optional.empty())));
    }
}
