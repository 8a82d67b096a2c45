package io.sightline.server.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.media.rtsp.HostResolver;
import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspProbe;
import io.sightline.media.rtsp.RtspSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final int OWN_PORT = 8080;

    private static AddressPolicy policy(List<String> allow, List<String> refuse) {
        OwnPorts own = new OwnPorts();
        own.add(OWN_PORT);
        return new AddressPolicy(
                new AddressRules(
                        allow.stream().map(AddressBlock::of).toList(),
                        refuse.stream().map(AddressBlock::of).toList()),
                own);
    }

    private static AddressPolicy policy() {
        return policy(List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, 80, link-local",
        "169.254.1.1, 554, link-local",
        "fe80::1, 554, link-local",
        "::ffff:169.254.169.254, 80, link-local",
        "64:ff9b::a9fe:a9fe, 80, link-local",
        "2002:a9fe:a9fe::1, 80, link-local",
        "::a9fe:a9fe, 80, link-local",
        "fd00:ec2::254, 80, metadata",
        "100.100.100.200, 80, metadata",
        "168.63.129.16, 80, metadata",
        "0.0.0.0, 554, not the address of a host",
        "::, 554, not the address of a host",
        "0.1.2.3, 554, not the address of a host",
        "224.0.0.1, 554, not the address of a host",
        "ff02::1, 554, not the address of a host",
        "255.255.255.255, 554, not the address of a host",
        "127.0.0.1, 8080, server itself",
        "127.1.2.3, 8080, server itself",
        "::1, 8080, server itself",
        "64:ff9b::7f00:1, 8080, server itself",
        "localhost, 8080, server itself"
    })
    void refuses(String host, int port, String why) {
        assertThat(policy().refusal(host, port).orElseThrow()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 554",
        "::1, 8554",
        "10.0.0.1, 8080",
        "192.168.1.64, 554",
        "172.16.0.9, 554",
        "fd00::17, 554",
        "203.0.113.5, 8080",
        "2001:db8::1, 554"
    })
    void lets(String host, int port) {
        assertThat(policy().refusal(host, port)).isEmpty();
    }

    @Test
    void refusesTheServersPortAtEveryAddressOfThisMachine() throws IOException {
        for (var network :
                java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : java.util.Collections.list(network.getInetAddresses())) {
                assertThat(policy().refusal(address.getHostAddress(), OWN_PORT))
                        .as(address.toString())
                        .isPresent();
            }
        }
    }

    @Test
    void allowsAndRefusesWhatTheConfigurationSays() {
        AddressPolicy configured =
                policy(
                        List.of("169.254.20.0/24", "127.0.0.1"),
                        List.of("10.9.0.0/16", "fd12::/17"));
        assertThat(configured.refusal("169.254.20.7", 554)).isEmpty();
        assertThat(configured.refusal("169.254.21.7", 554)).isPresent();
        assertThat(configured.refusal("127.0.0.1", OWN_PORT)).isEmpty();
        assertThat(configured.refusal("10.9.255.1", 554)).isPresent();
        assertThat(configured.refusal("10.10.0.1", 554)).isEmpty();
        assertThat(configured.refusal("fd12:0:0:7fff::1", 554)).isPresent();
        assertThat(configured.refusal("fd13::1", 554)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "camera.local",
                "",
                "fe80::/129"
            })
    void refusesABlockThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.of(text));
    }

    /** Answers one after the other, as a name server does that its owner changes. */
    private static AddressPolicy.Lookup answers(String... addresses) {
        Deque<String> left = new ArrayDeque<>(List.of(addresses));
        return host -> {
            String[] now = left.removeFirst().split(" ");
            InetAddress[] found = new InetAddress[now.length];
            for (int i = 0; i < now.length; i++) {
                found[i] = InetAddress.ofLiteral(now[i]);
            }
            return found;
        };
    }

    private static AddressPolicy policy(AddressPolicy.Lookup lookup, int ownPort) {
        OwnPorts own = new OwnPorts();
        own.add(ownPort);
        return new AddressPolicy(new AddressRules(List.of(), List.of()), own, lookup);
    }

    @Test
    void wantsEveryAddressOfANameToPass() {
        AddressPolicy policy = policy(answers("10.0.0.1 169.254.169.254"), OWN_PORT);
        assertThat(policy.refusal("camera.example", 554)).isPresent();
    }

    @Test
    void letsANamePassThatIsNotKnownYet() {
        AddressPolicy policy =
                policy(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        OWN_PORT);
        assertThat(policy.refusal("camera.example", 554)).isEmpty();
    }

    /** A name may have meant something else when it was looked up before. */
    @Test
    void judgesTheAddressThatAConnectionGoesToWhateverItsName() throws IOException {
        InetAddress metadata =
                InetAddress.getByAddress("localhost", new byte[] {(byte) 169, (byte) 254, 1, 1});

        assertThat(policy().refusal(new InetSocketAddress(metadata, 80)).orElse(""))
                .contains("link-local");
        assertThat(policy().refusal("localhost", 80)).isEmpty();
    }

    @Test
    void connectsToNoNameThatChangesItsMeaning() throws IOException {
        try (ServerSocket itself = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = itself.getLocalPort();
            AddressPolicy policy = policy(answers("203.0.113.5", "127.0.0.1"), port);
            String host = "rebind.example";
            assertThat(policy.refusal(host, port)).isEmpty();

            ProbeResult result =
                    RtspProbe.probe(
                            RtspAddress.parse("rtsp://" + host + ":" + port + "/"),
                            RtspSettings.DEFAULT.with((HostResolver) policy));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            ProbeResult.Failed.class,
                            failed ->
                                    assertThat(failed.failure().detail())
                                            .contains("server itself"));
            itself.setSoTimeout(1);
            assertThatExceptionOfType(java.net.SocketTimeoutException.class)
                    .isThrownBy(itself::accept);
        }
    }
}
