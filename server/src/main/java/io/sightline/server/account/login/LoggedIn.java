package io.sightline.server.account.login;

import io.sightline.server.access.AccessTokens;
import io.sightline.server.account.session.Session;

/** What somebody has who is in. */
public record LoggedIn(Session session, AccessTokens.Issued access, String refreshToken) {
    @Override
    public String toString() {
        return "LoggedIn[" + session.id() + "]";
    }
}
