package io.sightline.server.access;

import io.sightline.server.database.Database;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** Reads accounts as they are in rows, for want of a domain that does. */
@Configuration(proxyBeanMethods = false)
@Fallback
class RowAccounts implements Accounts {
    private final Database database;

    RowAccounts(Database database) {
        this.database = database;
    }

    @Override
    public List<Standing> standings() {
        return database.read()
                .sql("select id, username, enabled from account")
                .query(
                        (row, index) ->
                                new Standing(
                                        row.getString("id"),
                                        row.getString("username"),
                                        row.getBoolean("enabled"),
                                        database
                                                .read()
                                                .sql(
                                                        "select role from account_role where"
                                                                + " account_id = ?")
                                                .param(row.getString("id"))
                                                .query(String.class)
                                                .list()
                                                .stream()
                                                .map(Role::of)
                                                .collect(Collectors.toSet())))
                .list();
    }

    @Override
    public List<String> openSessions() {
        return List.of();
    }
}
