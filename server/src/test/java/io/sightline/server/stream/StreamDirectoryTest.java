package io.sightline.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.loop.MediaLoops;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamInput;
import io.sightline.media.stream.StreamSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamDirectoryTest {

    /** Connects to nothing. */
    private static final class NoSource implements Source {
        @Override
        public void start(StreamInput input) {}

        @Override
        public void stop() {}
    }

    private final MediaLoops loops = MediaLoops.start();
    private final StreamDirectory directory =
            new StreamDirectory(loops, StreamSettings.DEFAULT, InstantSource.system());

    @AfterEach
    void close() {
        directory.close();
        loops.close();
    }

    @Test
    void findsAStreamByItsName() {
        Stream gate = directory.define("gate", new NoSource());
        assertThat(directory.find("gate")).containsSame(gate);
        assertThat(directory.find("door")).isEmpty();
    }

    @Test
    void keepsTheStreamWhenOnlyWhatIsSaidAboutItChanges() {
        Source source = new NoSource();
        Stream gate = directory.define("gate", source);
        StreamDefinition recorded = new StreamDefinition("gate", "1", "Gate", "main", true);
        assertThat(directory.define(recorded, source)).isSameAs(gate);
        assertThat(directory.definition("gate")).contains(recorded);
    }

    @Test
    void makesTheStreamAnewForAnotherSource() {
        Stream gate = directory.define("gate", new NoSource());
        assertThat(directory.define("gate", new NoSource())).isNotSameAs(gate);
        assertThat(directory.all()).hasSize(1);
    }

    @Test
    void tellsWhatComesAndGoes() {
        List<String> told = new ArrayList<>();
        directory.addListener(
                new StreamDirectory.Listener() {
                    @Override
                    public void defined(Stream stream, StreamDefinition definition) {
                        told.add("+" + stream.name());
                    }

                    @Override
                    public void removed(Stream stream) {
                        told.add("-" + stream.name());
                    }
                });
        directory.define("gate", new NoSource());
        directory.define("gate", new NoSource());
        directory.remove("gate");
        directory.remove("gate");
        assertThat(told).containsExactly("+gate", "-gate", "+gate", "-gate");
    }

    @Test
    void refusesANameThatCouldLeaveItsPlace() {
        for (String name : new String[] {"", "..", "a/b", "a b", "ä", "x".repeat(101)}) {
            assertThatThrownBy(() -> directory.define(name, new NoSource()))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
