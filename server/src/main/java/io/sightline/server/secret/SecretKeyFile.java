package io.sightline.server.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that holds the key: 32 random bytes, made on first start. */
final class SecretKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SecretKeyFile.class);
    private static final int KEY_BYTES = 32;

    private SecretKeyFile() {}

    static SecretKey readOrMake(Path file) {
        try {
            byte[] key = Files.exists(file) ? Files.readAllBytes(file) : make(file);
            if (key.length != KEY_BYTES) {
                throw new IOException(
                        "the key file "
                                + file
                                + " has "
                                + key.length
                                + " bytes instead of 32; put back the right one");
            }
            return new SecretKeySpec(key, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static byte[] make(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            OwnerOnly.create(file, key);
        } catch (FileAlreadyExistsException e) {
            return Files.readAllBytes(file);
        }
        log.info("[secret:key] made {}; a backup of the data needs it too", file);
        return key;
    }
}
