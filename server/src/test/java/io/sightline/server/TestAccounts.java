package io.sightline.server;

import io.sightline.server.access.Role;
import io.sightline.server.database.Database;

/** Accounts that a test needs, as rows. */
final class TestAccounts {
    private TestAccounts() {}

    /** Makes an account whose id is its name, unless it is there. */
    static void make(Database database, String username, Role... roles) {
        database.transaction(
                () -> {
                    int made =
                            database.write()
                                    .sql(
                                            "insert into account (id, username, username_key,"
                                                    + " display_name, email, password_hash, enabled,"
                                                    + " created_at) values (:name, :name, :name, :name,"
                                                    + " '', '', true, 0) on conflict do nothing")
                                    .param("name", username)
                                    .update();
                    for (int i = 0; made > 0 && i < roles.length; i++) {
                        database.write()
                                .sql("insert into account_role (account_id, role) values (?, ?)")
                                .params(username, roles[i].word())
                                .update();
                    }
                });
    }
}
