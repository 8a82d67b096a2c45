package io.sightline.server.account;

import io.sightline.server.access.Accounts;
import io.sightline.server.database.Database;
import java.util.List;

/** What rights need to know of accounts. */
final class AccountStandings implements Accounts {

    private final AccountRepository repository;
    private final Database database;

    AccountStandings(Database database) {
        this.repository = new AccountRepository(database);
        this.database = database;
    }

    @Override
    public List<Standing> standings() {
        return repository.all().stream()
                .map(
                        account ->
                                new Standing(
                                        account.id(),
                                        account.username().text(),
                                        account.enabled(),
                                        account.roles()))
                .toList();
    }

    @Override
    public List<String> openSessions() {
        return database.read().sql("select id from session").query(String.class).list();
    }
}
