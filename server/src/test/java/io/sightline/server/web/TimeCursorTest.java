package io.sightline.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCursorTest {

    private static final Instant AT = Instant.ofEpochMilli(1_790_000_000_123L);

    @Test
    void readsWhatItWrote() {
        TimeCursor cursor = TimeCursor.after(AT, "c:1/ä");
        assertThat(TimeCursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "????", "MTIz", "OmFiYw", "' or 1=1"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> TimeCursor.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.getStatusCode().value()).isEqualTo(400));
    }

    @Test
    void standsBetweenWhatIsOlderAndWhatIsNewer() {
        TimeCursor cursor = TimeCursor.after(AT, "m");
        assertThat(cursor.isBefore(AT.plusMillis(1), "a")).isTrue();
        assertThat(cursor.isBefore(AT, "n")).isTrue();
        assertThat(cursor.isBefore(AT, "m")).isFalse();
        assertThat(cursor.isBefore(AT.minusMillis(1), "z")).isFalse();
        assertThat(TimeCursor.OLDEST.isBefore(Instant.EPOCH, "a")).isTrue();
    }
}
