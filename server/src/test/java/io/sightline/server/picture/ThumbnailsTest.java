package io.sightline.server.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {

    private static final Instant NOON = Instant.parse("2026-02-13T12:00:00Z");

    @TempDir Path root;

    @Test
    void keepsTheNewestOnes() throws IOException {
        Thumbnails thumbnails = new Thumbnails(root, 3);
        for (int day = 0; day < 5; day++) {
            thumbnails.keep("1001", NOON.plusSeconds(86_400L * day), new byte[] {(byte) day});
        }
        assertThat(thumbnails.read("1001", NOON)).isEmpty();
        assertThat(thumbnails.has("1001", NOON.plusSeconds(86_400))).isFalse();
        assertThat(thumbnails.read("1001", NOON.plusSeconds(4 * 86_400)))
                .hasValueSatisfying(jpeg -> assertThat(jpeg).containsExactly(4));
        assertThat(root.resolve("1001").toFile().list()).hasSize(3);
    }

    @Test
    void deletesThoseOfCamerasThatAreGone() throws IOException {
        Thumbnails thumbnails = new Thumbnails(root.resolve("pictures"), 3);
        thumbnails.keepOnly(Set.of());
        thumbnails.keep("1001", NOON, new byte[] {1});
        thumbnails.keep("1002", NOON, new byte[] {2});
        thumbnails.keepOnly(Set.of("1002"));
        assertThat(thumbnails.has("1001", NOON)).isFalse();
        assertThat(thumbnails.has("1002", NOON)).isTrue();
    }

    @Test
    void takesNoNameThatLeadsElsewhere() {
        Thumbnails thumbnails = new Thumbnails(root, 3);
        assertThatThrownBy(() -> thumbnails.read("../secret", NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
