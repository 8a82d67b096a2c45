package io.sightline.server.access;

import io.sightline.server.secret.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * The launcher's key: {@code cli.key} in the data directory, readable by its owner only and made
 * anew with each start. Who can read it could as well read the database. It is taken from this
 * machine only.
 */
final class CliKey {

    static final String FILE = "cli.key";

    private static final int SECRET_BYTES = 32;

    /** What the launcher may do: all that moderators may. */
    private static final Set<Scope> SCOPES =
            Set.of(
                    Scope.VIEW,
                    Scope.PLAYBACK,
                    Scope.CONTROL,
                    Scope.EXPORT,
                    Scope.MANAGE_CAMERAS,
                    Scope.METRICS);

    private final byte[] key;

    private CliKey(String key) {
        this.key = key.getBytes(StandardCharsets.US_ASCII);
    }

    /** Makes a key and puts it into the directory. */
    static CliKey make(Path directory) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String key =
                ApiKeys.PREFIX
                        + "cli_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path file = directory.resolve(FILE);
        Path fresh = directory.resolve(FILE + ".new");
        try {
            Files.deleteIfExists(fresh);
            OwnerOnly.create(fresh, (key + "\n").getBytes(StandardCharsets.US_ASCII));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
        return new CliKey(key);
    }

    /**
     * @param address where the request came from
     */
    Optional<Caller> caller(String presented, String address) {
        boolean same = MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.US_ASCII));
        return same && Loopback.isLoopback(address)
                ? Optional.of(caller(address))
                : Optional.empty();
    }

    static Caller caller(String address) {
        return new Caller(
                "",
                "cli",
                Set.of(Role.MODERATOR),
                Optional.of(SCOPES),
                Caller.Kind.CLI,
                "cli",
                address);
    }
}
