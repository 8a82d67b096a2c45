package io.sightline.server.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in the key file, each of 32 random bytes, one after the other. The first seals; the
 * others only open, and are there for no longer than a {@link KeyRotation} lasts.
 */
final class SecretKeys {

    private static final Logger log = LoggerFactory.getLogger(SecretKeys.class);
    private static final int KEY_BYTES = 32;

    private final List<SecretKey> keys;

    private SecretKeys(List<SecretKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Reads the file; makes it if there is none. */
    static SecretKeys readOrMake(Path file) {
        try {
            return read(file, Files.exists(file) ? Files.readAllBytes(file) : make(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static SecretKeys read(Path file, byte[] content) throws IOException {
        if (content.length == 0 || content.length % KEY_BYTES != 0) {
            throw new IOException(
                    "the key file "
                            + file
                            + " has "
                            + content.length
                            + " bytes instead of 32; put back the right one");
        }
        List<SecretKey> keys = new ArrayList<>();
        for (int from = 0; from < content.length; from += KEY_BYTES) {
            keys.add(new SecretKeySpec(Arrays.copyOfRange(content, from, from + KEY_BYTES), "AES"));
        }
        return new SecretKeys(keys);
    }

    private static byte[] make(Path file) throws IOException {
        byte[] key = random();
        try {
            OwnerOnly.create(file, key);
        } catch (FileAlreadyExistsException e) {
            return Files.readAllBytes(file);
        }
        log.info("[secret:key] made {}; a backup of the data needs it too", file);
        return key;
    }

    private static byte[] random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    List<SecretKey> keys() {
        return keys;
    }

    /** Whether there is more than the key that seals: a rotation has not come to its end. */
    boolean isRotating() {
        return keys.size() > 1;
    }

    /** With a new key in front. */
    SecretKeys withNewKey() {
        List<SecretKey> more = new ArrayList<>();
        more.add(new SecretKeySpec(random(), "AES"));
        more.addAll(keys);
        return new SecretKeys(more);
    }

    /** With the key that seals, and no other. */
    SecretKeys sealingOnly() {
        return new SecretKeys(keys.subList(0, 1));
    }

    /**
     * Puts these keys into the file's place: before and after a power cut at any moment the file is
     * either the old one or the new one, whole.
     */
    void replace(Path file) throws IOException {
        byte[] content = new byte[keys.size() * KEY_BYTES];
        for (int i = 0; i < keys.size(); i++) {
            System.arraycopy(keys.get(i).getEncoded(), 0, content, i * KEY_BYTES, KEY_BYTES);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        OwnerOnly.create(fresh, content);
        force(fresh, StandardOpenOption.WRITE);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            force(directory, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
