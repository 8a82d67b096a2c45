package io.sightline.server.access;

import io.sightline.server.access.Caller.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request. Tokens and keys are checked in memory: media asks here for each
 * part.
 *
 * <p>Safe for use by any thread; never blocks.
 */
public final class Callers {

    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final ApiKeys apiKeys;
    private final CliKey cliKey;
    private final Rights rights;

    Callers(AccessTokens tokens, ApiKeys apiKeys, CliKey cliKey, Rights rights) {
        this.tokens = tokens;
        this.apiKeys = apiKeys;
        this.cliKey = cliKey;
        this.rights = rights;
    }

    /**
     * What a request shows.
     *
     * @param authorization the header of this name
     * @param cookie the page's access token, unless another site sent the request
     * @param address where the request came from; a trusted proxy says for whom it speaks
     */
    record Shown(@Nullable String authorization, @Nullable String cookie, String address) {}

    /** Empty for who shows nothing that is honoured. A header goes before the cookie. */
    Optional<Caller> identify(Shown shown) {
        String header = shown.authorization();
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? bearer(header.substring(BEARER.length()).strip(), shown)
                    : Optional.empty();
        }
        return shown.cookie() == null
                ? Optional.empty()
                : session(shown.cookie(), Kind.PAGE, shown.address());
    }

    private Optional<Caller> bearer(String credential, Shown shown) {
        if (!credential.startsWith(ApiKeys.PREFIX)) {
            return session(credential, Kind.BEARER, shown.address());
        }
        Optional<Caller> cli = cliKey.caller(credential, shown.address());
        return cli.isPresent()
                ? cli
                : apiKeys.find(credential).flatMap(key -> keyHolder(key, shown.address()));
    }

    private Optional<Caller> session(String token, Kind kind, String address) {
        return tokens.verify(token)
                .flatMap(known -> session(known.accountId(), known.sessionId(), kind, address));
    }

    private Optional<Caller> session(
            String accountId, String sessionId, Kind kind, String address) {
        if (!rights.isOpen(sessionId)) {
            return Optional.empty();
        }
        return rights.enabledAccount(accountId)
                .map(
                        account ->
                                new Caller(
                                        account.id(),
                                        account.username(),
                                        account.roles(),
                                        Optional.empty(),
                                        kind,
                                        sessionId,
                                        address));
    }

    private Optional<Caller> keyHolder(ApiKeys.ApiKey key, String address) {
        return rights.enabledAccount(key.accountId())
                .map(
                        account ->
                                new Caller(
                                        account.id(),
                                        account.username(),
                                        account.roles(),
                                        Optional.of(key.scopes()),
                                        Kind.API_KEY,
                                        key.id(),
                                        address));
    }

    /**
     * Someone who was identified before, as of now: with the roles of this moment, or nobody when
     * the account was disabled, the session ended or the key withdrawn since.
     */
    public Optional<Caller> again(Caller before) {
        return again(before.kind(), before.accountId(), before.credentialId(), before.address());
    }

    Optional<Caller> again(Kind kind, String accountId, String credentialId, String address) {
        return switch (kind) {
            case PAGE, BEARER -> session(accountId, credentialId, kind, address);
            case API_KEY ->
                    apiKeys.findById(credentialId)
                            .filter(key -> key.accountId().equals(accountId))
                            .flatMap(key -> keyHolder(key, address));
            case CLI -> Optional.of(CliKey.caller(address));
        };
    }
}
