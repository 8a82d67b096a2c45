package io.sightline.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.secret.SecretBox.CannotOpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    @TempDir Path directory;

    private SecretBox box(String file) {
        return new SecretBox(SecretKeys.readOrMake(directory.resolve(file)));
    }

    @Test
    void opensWhatItSealed() throws CannotOpenException {
        String url = "rtsp://admin:pässwörd@10.0.0.1/";
        assertThat(box("key").open(box("key").seal(url, "camera-1"), "camera-1")).isEqualTo(url);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        SecretBox box = box("key");
        assertThat(box.seal("secret", "a")).isNotEqualTo(box.seal("secret", "a"));
    }

    @Test
    void refusesASecretThatBelongsToAnother() {
        SecretBox box = box("key");
        String sealed = box.seal("secret", "camera-1");
        assertThatThrownBy(() -> box.open(sealed, "camera-2"))
                .isInstanceOf(CannotOpenException.class);
    }

    @Test
    void refusesASecretSealedWithAnotherKey() {
        String sealed = box("key").seal("secret", "a");
        assertThatThrownBy(() -> box("other").open(sealed, "a"))
                .isInstanceOf(CannotOpenException.class);
    }

    @Test
    void refusesWhatWasAlteredOrCutAnywhere() {
        SecretBox box = box("key");
        byte[] sealed = Base64.getDecoder().decode(box.seal("secret", "a"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertCannotOpen(box, Base64.getEncoder().encodeToString(altered));
            byte[] cut = java.util.Arrays.copyOf(sealed, i);
            assertCannotOpen(box, Base64.getEncoder().encodeToString(cut));
        }
        assertCannotOpen(box, "not Base64!");
    }

    private static void assertCannotOpen(SecretBox box, String sealed) {
        assertThatThrownBy(() -> box.open(sealed, "a")).isInstanceOf(CannotOpenException.class);
    }

    @Test
    void keepsTheKeyForItsOwnerOnly() throws IOException {
        box("key");
        assertThat(Files.getPosixFilePermissions(directory.resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void doesNotStartWithAKeyFileOfTheWrongLength() throws IOException {
        Files.write(directory.resolve("key"), new byte[31]);
        assertThatThrownBy(() -> box("key")).hasMessageContaining("31 bytes instead of 32");
    }
}
