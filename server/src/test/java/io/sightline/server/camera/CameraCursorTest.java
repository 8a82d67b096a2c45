package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CameraCursorTest {

    @Test
    void readsWhatItWrote() {
        CameraCursor cursor = new CameraCursor(1_790_000_000_123L, "c:1/ä");
        assertThat(CameraCursor.parse(cursor.toString())).contains(cursor);
    }

    @Test
    void refusesWhatItDidNotWrite() {
        for (String text : new String[] {"", "x", "????", "MTIz", "OmFiYw", "' or 1=1"}) {
            assertThat(CameraCursor.parse(text)).as(text).isEmpty();
        }
    }
}
