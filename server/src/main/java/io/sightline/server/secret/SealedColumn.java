package io.sightline.server.secret;

import java.util.List;

/**
 * Where secrets lie. Every column whose name begins with {@code sealed_} is named here, or a
 * rotation of the key would leave its secrets behind; a test compares the list with the tables.
 *
 * @param owner column that says what a secret belongs to, see {@link SecretBox#seal}
 */
record SealedColumn(String table, String column, String owner) {

    static final List<SealedColumn> ALL =
            List.of(
                    new SealedColumn("camera", "sealed_credentials", "id"),
                    new SealedColumn("camera_stream", "sealed_url", "camera_id"),
                    new SealedColumn("onboarding", "sealed_credentials", "id"),
                    new SealedColumn("outgoing_mail", "sealed_body", "id"),
                    new SealedColumn("session", "sealed_secret", "id"),
                    new SealedColumn("signing_key", "sealed_secret", "id"),
                    new SealedColumn("totp", "sealed_secret", "account_id"));
}
