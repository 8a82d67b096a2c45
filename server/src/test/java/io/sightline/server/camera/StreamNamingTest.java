package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.stream.StreamDefinition;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamNamingTest {

    private static final StreamNaming GATE = new StreamNaming("gate");
    private static final StreamNaming DEFAULT = new StreamNaming("cam_{ip}_ch{channel}_{subtype}");

    @Test
    void namesByAddressChannelAndSubtype() {
        assertThat(DEFAULT.name("10.0.1.20", 1, "main", Set.of()))
                .isEqualTo("cam_10_0_1_20_ch1_main");
    }

    @Test
    void numbersCamerasBehindOneAddress() {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            taken.add(DEFAULT.name("10.0.1.20", 1, "main", taken));
        }
        assertThat(taken)
                .containsExactlyInAnyOrder(
                        "cam_10_0_1_20_ch1_main",
                        "cam_10_0_1_20_ch1_main_2",
                        "cam_10_0_1_20_ch1_main_3");
    }

    @Test
    void asksForFewNamesWhereThousandsAreTaken() {
        Set<String> taken = new HashSet<>();
        taken.add("gate");
        for (int i = 2; i <= 5_000; i++) {
            taken.add("gate_" + i);
        }
        AtomicInteger asked = new AtomicInteger();
        String name =
                StreamNaming.numbered(
                        "gate",
                        one -> {
                            asked.incrementAndGet();
                            return taken.contains(one);
                        });
        assertThat(name).isEqualTo("gate_5001");
        assertThat(asked).hasValueLessThan(30);
    }

    @Test
    void takesANameThatNobodyHasWhereNumbersAreMissing() {
        Set<String> taken = new HashSet<>(Set.of("gate", "gate_2", "gate_3", "gate_4", "gate_9"));
        for (int i = 0; i < 20; i++) {
            String name = GATE.name("", 1, "main", taken);
            assertThat(taken.add(name)).as(name).isTrue();
        }
    }

    @Test
    void makesAStreamNameOfEveryHost() {
        for (String host :
                new String[] {"fe80::1%eth0", "käm.example", "../../etc", "a'; drop table--"}) {
            String name = DEFAULT.name(host, 1, "main", Set.of());
            assertThat(StreamDefinition.isValidName(name)).as(name).isTrue();
        }
    }

    @Test
    void cutsWhatIsTooLongAndStaysUnique() {
        String host = "h".repeat(300);
        String first = DEFAULT.name(host, 1, "main", Set.of());
        String second = DEFAULT.name(host, 1, "main", Set.of(first));
        assertThat(first).hasSize(100);
        assertThat(second).hasSize(100).isNotEqualTo(first);
    }

    @Test
    void refusesAPlaceholderThatItDoesNotKnow() {
        assertThatThrownBy(() -> new StreamNaming("cam_{mac}"))
                .hasMessageContaining("camera.stream.naming")
                .hasMessageContaining("{mac}");
    }
}
