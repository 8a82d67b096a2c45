package io.sightline.server.cli;

import io.sightline.server.audit.AuditAnchor;
import io.sightline.server.audit.AuditAnchors;
import io.sightline.server.audit.AuditVerifier;
import io.sightline.server.audit.AuditVerifier.Result;
import io.sightline.server.database.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./sightline audit verify}: whether the audit log is as it was written. Reads the
 * database's file, so that it needs neither a server nor trust in one; a server may be running.
 *
 * <pre>
 * verify [--data DIR] [--head NUMBER:HASH]
 * </pre>
 *
 * <p>{@code --head} is one that the server's log said at some time and that was kept elsewhere.
 * Ends with 0 when the log is whole, 1 when it is broken, 2 for a wrong command line, 4 when it
 * can't be read.
 */
public final class AuditCommand {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int USAGE = 2;
    private static final int UNREADABLE = 4;

    private AuditCommand() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Path data = Path.of("data");
        List<AuditAnchor> heads = new ArrayList<>();
        boolean valid = arguments.size() % 2 == 1 && arguments.getFirst().equals("verify");
        for (int i = 1; valid && i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--data" -> data = Path.of(value);
                case "--head" -> valid = AuditAnchor.parse(value).map(heads::add).orElse(false);
                default -> valid = false;
            }
        }
        if (!valid) {
            err.println("usage: audit verify [--data DIR] [--head NUMBER:HASH]");
            return USAGE;
        }
        try {
            return verify(data, heads, out);
        } catch (IOException | RuntimeException e) {
            err.println("sightline: the audit log in " + data + " can't be read: " + reason(e));
            return UNREADABLE;
        }
    }

    private static int verify(Path data, List<AuditAnchor> heads, PrintStream out)
            throws IOException {
        Path file = data.resolve("sightline.db");
        if (Files.notExists(file)) {
            throw new IOException("there is no sightline.db");
        }
        List<AuditAnchor> anchors = new ArrayList<>(AuditAnchors.in(data));
        anchors.addAll(heads);
        try (Database database = Database.openReadOnly(file)) {
            return switch (new AuditVerifier(database).verify(anchors)) {
                case Result.Intact intact -> {
                    out.printf(
                            "The audit log is whole: %d entries, %d anchors agree.%nIts head is"
                                    + " %s%n",
                            intact.entries(),
                            intact.anchors(),
                            new AuditAnchor(intact.entries(), intact.hash()));
                    yield INTACT;
                }
                case Result.Broken broken -> {
                    out.printf(
                            "The audit log is broken: entry %d %s.%n",
                            broken.sequence(), broken.fault().words());
                    yield BROKEN;
                }
            };
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
