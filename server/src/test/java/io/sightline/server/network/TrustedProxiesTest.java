package io.sightline.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.network.NetworkProperties.ProxyHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other end is always 127.0.0.1: now as a proxy that is trusted, now as anybody. */
class TrustedProxiesTest {

    private static final List<String> PROXIES = List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8");

    /** Whom a server takes the request for: address and scheme. */
    private static String seen(List<String> trusted, ProxyHeader header, String headers)
            throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new TrustedProxies(new AddressBlocks(trusted), header));
        Server server = new Server();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        String seen =
                                Request.getRemoteAddr(request)
                                        + ' '
                                        + request.getHttpURI().getScheme()
                                        + ' '
                                        + request.isSecure();
                        Content.Sink.write(response, true, seen, callback);
                        return true;
                    }
                });
        server.start();
        try {
            return body(connector.getLocalPort(), headers);
        } finally {
            server.stop();
        }
    }

    private static String body(int port, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String request =
                    "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + headers.replace("|", "\r\n")
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https",
                "Forwarded: for=203.0.113.7;proto=https",
                "X-Real-IP: 203.0.113.7",
                "X-Forwarded-Host: example.org"
            })
    void doesNotLookAtWhatAnybodySays(String headers) throws Exception {
        assertThat(seen(List.of(), ProxyHeader.X_FORWARDED_FOR, headers))
                .isEqualTo("127.0.0.1 http false");
        assertThat(seen(List.of("10.0.0.0/8"), ProxyHeader.FORWARDED, headers))
                .isEqualTo("127.0.0.1 http false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "X-Forwarded-For: 203.0.113.7 > 203.0.113.7 http false",
                "X-Forwarded-For: 203.0.113.7|X-Forwarded-Proto: https > 203.0.113.7 https true",
                "X-Forwarded-For: 203.0.113.7:4711 > 203.0.113.7 http false",
                "X-Forwarded-For: 1.2.3.4, 203.0.113.7 > 203.0.113.7 http false",
                "X-Forwarded-For: 127.0.0.1, 203.0.113.7 > 203.0.113.7 http false",
                "X-Forwarded-For: 1.2.3.4|X-Forwarded-For: 203.0.113.7 > 203.0.113.7 http false",
                "X-Forwarded-For: 1.2.3.4, 203.0.113.7, 10.1.1.1 > 203.0.113.7 http false",
                "X-Forwarded-For: 203.0.113.7, 10.1.1.1|X-Forwarded-Proto: https, http"
                        + " > 203.0.113.7 https true",
                "X-Forwarded-For: unknown > 127.0.0.1 http false",
                "X-Forwarded-For: localhost > 127.0.0.1 http false",
                "X-Forwarded-For: 1.2.3.4, evil.example > 127.0.0.1 http false",
                "X-Forwarded-For: > 127.0.0.1 http false",
                "Forwarded: for=203.0.113.7;proto=https > 127.0.0.1 http false",
                "X-Forwarded-For: 203.0.113.7|Forwarded: for=127.0.0.1 > 203.0.113.7 http false",
            })
    void believesATrustedProxyAboutWhoAskedIt(String headers, String seen) throws Exception {
        assertThat(seen(PROXIES, ProxyHeader.X_FORWARDED_FOR, headers)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Forwarded: for=203.0.113.7;proto=https;by=10.0.0.1 > 203.0.113.7 https true",
                "Forwarded: For=\"[2001:db8::1]:4711\" > [2001:db8:0:0:0:0:0:1] http false",
                "Forwarded: for=1.2.3.4, for=203.0.113.7;proto=https > 203.0.113.7 https true",
                "Forwarded: for=203.0.113.7, for=\"[fd00::2]\" > 203.0.113.7 http false",
                "Forwarded: for=_hidden > 127.0.0.1 http false",
                "Forwarded: for=\"203.0.113.7 > 127.0.0.1 http false",
                "X-Forwarded-For: 203.0.113.7 > 127.0.0.1 http false",
            })
    void readsForwardedWhereThatIsConfigured(String headers, String seen) throws Exception {
        assertThat(seen(PROXIES, ProxyHeader.FORWARDED, headers)).isEqualTo(seen);
    }

    @Test
    void endsAtAListThatIsTooLong() throws Exception {
        String list = "1.2.3.4" + ", 10.0.0.1".repeat(500);
        assertThat(seen(PROXIES, ProxyHeader.X_FORWARDED_FOR, "X-Forwarded-For: " + list))
                .isEqualTo("10.0.0.1 http false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0", "", "10.0.0.0/x", "*"})
    void refusesWhatIsNoAddressAndNoBlock(String text) {
        assertThatThrownBy(() -> new AddressBlocks(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}
