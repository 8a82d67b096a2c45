package io.sightline.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Entries as a file: one at a time, so that a log of any length takes no memory. */
enum AuditExport {

    /** RFC 4180, with a line of names. */
    CSV("text/csv") {
        @Override
        void begin(Writer out) throws IOException {
            out.write(AuditRow.COLUMNS.replace(" ", "") + "\r\n");
        }

        @Override
        void write(AuditRow row, Writer out) throws IOException {
            AuditJson entry = AuditJson.of(row);
            List<String> cells =
                    List.of(
                            Long.toString(entry.sequence()),
                            entry.at().toString(),
                            row.actorKind(),
                            row.actorId(),
                            row.actorName(),
                            row.actorAddress(),
                            row.action(),
                            row.targetKind(),
                            row.targetId(),
                            row.targetName(),
                            row.outcome(),
                            row.details(),
                            row.hash());
            out.write(cells.stream().map(AuditExport::cell).collect(Collectors.joining(",")));
            out.write("\r\n");
        }
    },

    /** A JSON object a line, as the API shows it. */
    JSONL("application/jsonl") {
        @Override
        void begin(Writer out) {}

        @Override
        void write(AuditRow row, Writer out) throws IOException {
            out.write(AuditJson.of(row).line());
            out.write('\n');
        }
    };

    private final String mediaType;

    AuditExport(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<AuditExport> named(String format) {
        return switch (format) {
            case "csv" -> Optional.of(CSV);
            case "jsonl" -> Optional.of(JSONL);
            default -> Optional.empty();
        };
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract void begin(Writer out) throws IOException;

    abstract void write(AuditRow row, Writer out) throws IOException;

    /** Writes all that match, oldest first. */
    void write(AuditEntries entries, AuditFilter filter, Writer out) throws IOException {
        begin(out);
        try {
            entries.forEach(
                    filter,
                    row -> {
                        try {
                            write(row, out);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.flush();
    }

    /**
     * A text that begins like a formula gets an apostrophe before it: spreadsheets would run it,
     * and names are typed by anybody.
     */
    private static String cell(String text) {
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
