package io.sightline.server.account.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** Providers whose addresses everybody has the same of. */
enum KnownProvider {
    GOOGLE("Google", CommonOAuth2Provider.GOOGLE),
    FACEBOOK("Facebook", CommonOAuth2Provider.FACEBOOK),
    X("X", CommonOAuth2Provider.X);

    private final String title;
    private final CommonOAuth2Provider addresses;

    KnownProvider(String title, CommonOAuth2Provider addresses) {
        this.title = title;
        this.addresses = addresses;
    }

    static Optional<KnownProvider> find(String id) {
        return Arrays.stream(values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(id))
                .findFirst();
    }

    String title() {
        return title;
    }

    /** What X and Facebook call "id" stays with a person; a name there may become another's. */
    ClientRegistration.Builder registration(String id) {
        ClientRegistration.Builder builder = addresses.getBuilder(id);
        return this == GOOGLE ? builder : builder.userNameAttributeName("id");
    }
}
