package io.sightline.server.account.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

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

    ClientRegistration.Builder registration(String id) {
        ClientRegistration.Builder builder = addresses.getBuilder(id);
        return switch (this) {
            case GOOGLE -> builder;
            // What both call "id" stays with a person; a name may become another's.
            case FACEBOOK -> builder.userNameAttributeName("id");
            // X takes a secret in the header only ("Working with confidential clients"); Spring
            // would send it in the body.
            case X ->
                    builder.userNameAttributeName("id")
                            .clientAuthenticationMethod(
                                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        };
    }
}
