package io.sightline.server.account.password;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106), in memory that is used again for the next hash. A hash fills 32 MiB: made
 * anew each time, or each time that somebody comes after a while, they keep the garbage collector
 * busy, whose pauses every viewer feels. Belongs to one thread.
 */
final class Argon2 {

    /** Bouncy Castle's generator takes four blocks of a KiB besides those of the hash. */
    private static final int SCRATCH_BLOCKS = 4;

    private final FixedBlockPool memory;

    /**
     * @param memoryKib what is kept between hashes; one that needs more gets more
     */
    Argon2(int memoryKib) {
        memory = new FixedBlockPool(memoryKib + SCRATCH_BLOCKS);
    }

    /**
     * @param settings what to hash with: parameters and salt; as many bytes as its hash has
     */
    byte[] hash(String password, Argon2Hash settings) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(settings.memoryKib())
                        .withIterations(settings.iterations())
                        .withParallelism(settings.parallelism())
                        .withSalt(settings.saltBytes())
                        .withBlockPool(memory)
                        .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[settings.hashBytes().length];
        generator.generateBytes(secret, hash);
        Arrays.fill(secret, (byte) 0);
        return hash;
    }
}
