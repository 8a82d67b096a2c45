package io.sightline.simulator.lettering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetteringTest {

    @TempDir Path empty;

    /** Java reads the configuration once, so this needs a process of its own. */
    @Test
    void writesOnAMachineWithoutAnyFont() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = empty.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                java.toString(),
                                "-Djava.awt.headless=true",
                                "-Dsightline.cache=" + empty.resolve("cache"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                WrittenWidth.class.getName()));
        // What fontconfig finds: an empty directory, and nothing of the system's.
        Path configuration = empty.resolve("fonts.conf");
        Files.writeString(configuration, "<fontconfig><dir>" + empty + "</dir></fontconfig>");
        builder.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Integer.parseInt(Files.readString(output).strip())).isGreaterThan(100);
    }
}
