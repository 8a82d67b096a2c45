package io.sightline.server.secret;

import io.sightline.server.database.Database;
import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Seals every secret with a new key, while no server runs on the data.
 *
 * <ol>
 *   <li>The key file gets the new key in front of the old one.
 *   <li>In one transaction every secret that the new key does not open is sealed anew.
 *   <li>The old key is taken out of the file.
 * </ol>
 *
 * Whenever it is interrupted, the file holds the keys of all secrets: a server starts as always,
 * and the next rotation goes on where this one ended.
 */
public final class KeyRotation {

    /**
     * What was done.
     *
     * @param sealed how many secrets are sealed with the new key
     * @param unreadable how many could not be opened with any key, and are as they were
     */
    public record Outcome(int sealed, int unreadable) {}

    private record Row(String owner, String sealed) {}

    private final Path keyFile;
    private final Database database;

    public KeyRotation(Path dataDirectory, Database database) {
        keyFile = dataDirectory.resolve("secret.key");
        this.database = database;
    }

    /** All three steps. */
    public Outcome run() throws IOException {
        begin();
        Outcome outcome = seal();
        end();
        return outcome;
    }

    /** Unless an earlier rotation has done so. */
    void begin() throws IOException {
        SecretKeys keys = SecretKeys.readOrMake(keyFile);
        if (!keys.isRotating()) {
            keys.withNewKey().replace(keyFile);
        }
    }

    Outcome seal() {
        SecretKeys keys = SecretKeys.readOrMake(keyFile);
        SecretBox all = new SecretBox(keys);
        SecretBox newOnly = new SecretBox(keys.sealingOnly());
        return database.transaction(
                () -> {
                    int sealed = 0;
                    int unreadable = 0;
                    for (SealedColumn column : SealedColumn.ALL) {
                        for (Row row : rows(column)) {
                            if (opens(newOnly, row)) {
                                sealed++;
                            } else if (sealAnew(column, row, all)) {
                                sealed++;
                            } else {
                                unreadable++;
                            }
                        }
                    }
                    return new Outcome(sealed, unreadable);
                });
    }

    void end() throws IOException {
        SecretKeys.readOrMake(keyFile).sealingOnly().replace(keyFile);
    }

    private List<Row> rows(SealedColumn column) {
        return database.write()
                .sql(
                        "select %s as owner, %s as sealed from %s where %s <> ''"
                                .formatted(
                                        column.owner(),
                                        column.column(),
                                        column.table(),
                                        column.column()))
                .query((row, index) -> new Row(row.getString("owner"), row.getString("sealed")))
                .list();
    }

    private static boolean opens(SecretBox box, Row row) {
        try {
            box.open(row.sealed(), row.owner());
            return true;
        } catch (CannotOpenException _) {
            return false;
        }
    }

    private boolean sealAnew(SealedColumn column, Row row, SecretBox box) {
        String anew;
        try {
            anew = box.seal(box.open(row.sealed(), row.owner()), row.owner());
        } catch (CannotOpenException _) {
            return false;
        }
        database.write()
                .sql(
                        "update %s set %s = :anew where %s = :owner and %s = :sealed"
                                .formatted(
                                        column.table(),
                                        column.column(),
                                        column.owner(),
                                        column.column()))
                .param("anew", anew)
                .param("owner", row.owner())
                .param("sealed", row.sealed())
                .update();
        return true;
    }
}
