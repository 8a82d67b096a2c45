package io.sightline.server.account.login;

import java.util.List;

/** Who else vouches for people, for the page's buttons. */
public interface OtherProviders {

    /** A provider by the word that stands for it in addresses. */
    record Provider(String id, String name) {}

    /** By name. */
    List<Provider> all();
}
