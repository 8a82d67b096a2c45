package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartOptionsTest {

    @Test
    void hasDefaults() throws StartRefused {
        assertThat(StartOptions.parse())
                .isEqualTo(new StartOptions(Path.of("data"), 8080, false, List.of()));
    }

    @Test
    void readsBothSpellings() throws StartRefused {
        StartOptions wanted =
                new StartOptions(Path.of("/x"), 9000, true, List.of("--stream.window=30s"));
        assertThat(
                        StartOptions.parse(
                                "--data", "/x", "--port", "9000", "--demo", "--stream.window=30s"))
                .isEqualTo(wanted);
        assertThat(StartOptions.parse("--data=/x", "--port=9000", "--demo", "--stream.window=30s"))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "", "8080 "})
    void refusesAPortThatIsNone(String port) {
        assertThatThrownBy(() -> StartOptions.parse("--port", port))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("0 … 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "--what", "-x", "--=1"})
    void refusesWhatItDoesNotKnow(String argument) {
        assertThatThrownBy(() -> StartOptions.parse(argument))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(argument);
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> StartOptions.parse("--data"))
                .isInstanceOf(StartRefused.class)
                .hasMessage("--data needs a value");
    }
}
