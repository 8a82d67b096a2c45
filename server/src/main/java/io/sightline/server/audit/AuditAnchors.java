package io.sightline.server.audit;

import io.sightline.server.audit.AuditLog.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heads of the log, written down in a file beside the database and in the server's own log, which
 * people are advised to send to another machine. Called by one thread at a time.
 */
public final class AuditAnchors {

    private static final Logger log = LoggerFactory.getLogger(AuditAnchors.class);
    private static final String FILE = "audit-anchors.log";

    private final AuditEntries entries;
    private final Path file;
    private final InstantSource clock;
    private long newest = -1;

    AuditAnchors(AuditEntries entries, Path data, InstantSource clock) {
        this.entries = entries;
        this.file = data.resolve(FILE);
        this.clock = clock;
    }

    /** Writes the head down if it is another one than the last time. */
    synchronized void drop() {
        Head head = entries.head();
        if (head.sequence() == newest) {
            return;
        }
        AuditAnchor anchor = new AuditAnchor(head.sequence(), head.hash());
        try {
            append(clock.instant() + " " + anchor + "\n");
            newest = head.sequence();
            log.info("[audit:{}] head of the audit log: {}", head.sequence(), anchor);
        } catch (IOException e) {
            log.error("[audit:{}] could not be written to {}: {}", anchor, file, e.toString());
        }
    }

    private void append(String line) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    List<AuditAnchor> read() throws IOException {
        return in(file.resolveSibling(""));
    }

    /** Those of a data directory; none when there is no file. A line that was cut is left out. */
    public static List<AuditAnchor> in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (Files.notExists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.map(AuditAnchor::parse).flatMap(Optional::stream).toList();
        }
    }
}
