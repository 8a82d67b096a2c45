package io.sightline.server.cli;

import io.sightline.server.DataDirectory;
import io.sightline.server.StartRefused;
import io.sightline.server.database.Database;
import io.sightline.server.secret.KeyRotation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./sightline key rotate [--data DIR]}. Works on the data itself, which no server may have
 * meanwhile.
 */
public final class KeyCommand {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final String DATABASE = "sightline.db";

    private KeyCommand() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) {
        String line = String.join("\n", words).replace("--data=", "--data\n");
        List<String> parts = line.lines().toList();
        boolean elsewhere = parts.size() == 3 && parts.get(1).equals("--data");
        if (parts.isEmpty()
                || !parts.getFirst().equals("rotate")
                || (parts.size() > 1 && !elsewhere)) {
            err.println("sightline: usage: key rotate [--data DIR]");
            return USAGE;
        }
        Path data = Path.of(elsewhere ? parts.get(2) : "data");
        if (!Files.exists(data.resolve(DATABASE))) {
            err.println("sightline: there is no data in " + data);
            return REFUSED;
        }
        try (DataDirectory directory = DataDirectory.open(data);
                Database database = Database.open(directory.path().resolve(DATABASE))) {
            KeyRotation.Outcome outcome = new KeyRotation(directory.path(), database).run();
            out.println(outcome.sealed() + " secrets are sealed with a new key.");
            if (outcome.unreadable() > 0) {
                out.println(
                        outcome.unreadable()
                                + " could not be opened with the old one, and were left alone.");
            }
            out.println("Backups made before need the key file that was saved with them.");
            return DONE;
        } catch (StartRefused e) {
            err.println("sightline: " + e.getMessage() + "; stop it first");
            return e.exitCode();
        } catch (IOException e) {
            err.println("sightline: " + e.getMessage());
            return REFUSED;
        }
    }
}
