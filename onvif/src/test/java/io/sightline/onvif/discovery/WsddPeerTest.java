package io.sightline.onvif.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's wsdd answers our probes: a WS-Discovery implementation that nobody here wrote. It is a
 * Windows host, not a camera, and says where it is only when it is asked to resolve itself.
 *
 * <p>It does not answer on loopback addresses: so both are in a network of their own.
 */
class WsddPeerTest {

    private static final String ADDRESS = "10.98.76.5";

    @TempDir Path directory;

    @Test
    void isFoundAndResolved() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/wsdd")), "wsdd is not installed");
        assumeTrue(run("true").contains("ends 0"), "no network of our own: unshare is refused");
        UUID id = UUID.randomUUID();

        String output =
                run(
                        """
                        ip link set lo up
                        ip address add %s/24 dev lo
                        wsdd -4 -i lo -U %s &
                        "%s" -cp "%s" %s
                        kill $!
                        wait
                        true"""
                                .formatted(
                                        ADDRESS,
                                        id,
                                        Path.of(System.getProperty("java.home"), "bin", "java"),
                                        System.getProperty("java.class.path"),
                                        ProbeCommand.class.getName()));

        assertThat(output)
                .contains("found urn:uuid:" + id + " Device,Computer http://" + ADDRESS + ":5357/")
                .contains("ends 0");
    }

    /** In a user and network name space of its own, so that nobody else sees the multicast. */
    private String run(String script) throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, "network", ".log");
        Process process =
                new ProcessBuilder("unshare", "--map-root-user", "--net", "sh", "-c", script)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(log) + "ends " + process.waitFor();
    }
}
