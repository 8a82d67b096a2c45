package io.sightline.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What ties an entry to those before it: SHA-256 over the hash of the entry before and the entry's
 * fields in their order, each as a netstring ({@code length:bytes,}) of UTF-8, so that no text can
 * be moved from one field to the next.
 */
final class HashChain {

    /** What the first entry follows. */
    static final String GENESIS = "0".repeat(64);

    private HashChain() {}

    /**
     * @param previousHash of the entry before, or {@link #GENESIS}
     * @return hexadecimal
     */
    static String next(String previousHash, AuditRow row) {
        MessageDigest sha256 = sha256();
        for (String field : fields(previousHash, row)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha256.update(bytes);
            sha256.update((byte) ',');
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<String> fields(String previousHash, AuditRow row) {
        return List.of(
                previousHash,
                Long.toString(row.sequence()),
                Long.toString(row.atMillis()),
                row.actorKind(),
                row.actorId(),
                row.actorName(),
                row.actorAddress(),
                row.action(),
                row.targetKind(),
                row.targetId(),
                row.targetName(),
                row.outcome(),
                row.details());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
