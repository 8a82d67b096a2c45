package io.sightline.server.account.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * What a provider says of somebody who logged in there.
 *
 * @param email empty when it says none
 * @param emailVerified whether it says that the address is theirs
 */
record Vouched(String provider, String subject, String name, String email, boolean emailVerified) {

    private static final int MAX_TEXT = 200;

    static Vouched of(String provider, OAuth2User user) {
        Map<String, Object> claims = user.getAttributes();
        String name = text(claims.get("name"));
        return new Vouched(
                provider,
                user.getName(),
                name.isEmpty() ? text(claims.get("username")) : name,
                text(claims.get("email")),
                user instanceof OidcUser oidc && Boolean.TRUE.equals(oidc.getEmailVerified()));
    }

    private static String text(@Nullable Object claim) {
        String text = claim instanceof String string ? string : "";
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
