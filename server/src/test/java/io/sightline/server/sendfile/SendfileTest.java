package io.sightline.server.sendfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /OFFSET/LENGTH} is answered with a region of a file, and {@code /pieces} with several. */
final class SendfileTest {

    private static final int FILE_BYTES = 9 << 20;
    private static final byte[] MEMORY = "between two files".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes = new byte[FILE_BYTES];
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server = new Server();

    @TempDir Path directory;
    private Path file;

    private final class Regions extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content content = content(Request.getPathInContext(request).substring(1));
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length());
            RegionWriter.write(request, response, callback, InvocationType.NON_BLOCKING, content);
            return true;
        }

        private Content content(String path) {
            if (path.equals("pieces")) {
                return Content.of(
                        List.of(
                                new Region.InFile(file, 5_000, 100_000),
                                new Region.InMemory(ByteBuffer.wrap(MEMORY)),
                                new Region.InFile(file, 1, 4_095)));
            }
            String[] numbers = path.split("/");
            return Content.of(
                    List.of(
                            new Region.InFile(
                                    file, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]))));
        }
    }

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(bytes);
        file = Files.write(directory.resolve("a file"), bytes);
        SendfileConnector connector =
                new SendfileConnector(
                        server, 1, new HttpConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Regions());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        http.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linuxIsCalledDirectly() throws IOException {
        assertThat(Sendfile.available()).isPresent();
        SendableFile opened = SendableFile.open(file);
        assertThat(opened).isInstanceOf(SendableFile.ByDescriptor.class);
        opened.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "4095, 1",
        "4095, 2",
        "4096, 4096",
        "123, 3973",
        "123, 3974",
        "17, 60000",
        "8192, 600000",
        "3000, 602084",
        "1, 9437183"
    })
    void regionArrivesAsItIsInTheFile(int offset, int length) throws Exception {
        // Twice on one connection: nothing of the first answer is left behind.
        for (int i = 0; i < 2; i++) {
            assertThat(get("/" + offset + "/" + length)).isEqualTo(slice(offset, length));
        }
    }

    @Test
    void regionsOfFilesAndMemoryFollowEachOther() throws Exception {
        ByteBuffer expected = ByteBuffer.allocate(100_000 + MEMORY.length + 4_095);
        expected.put(bytes, 5_000, 100_000).put(MEMORY).put(bytes, 1, 4_095);

        assertThat(get("/pieces")).isEqualTo(expected.array());
    }

    @Test
    void readerThatLagsGetsEveryByte() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            request(socket, "/77/5000000");
            InputStream in = socket.getInputStream();
            String head = head(in);
            assertThat(head).startsWith("HTTP/1.1 200 ");
            byte[] body = new byte[5_000_000];
            for (int read = 0; read < body.length; ) {
                read += in.readNBytes(body, read, Math.min(1_000, body.length - read));
            }
            assertThat(body).isEqualTo(slice(77, 5_000_000));
        }
    }

    @Test
    void connectionEndsWhereTheFileIsShorterThanItsRegion() throws Exception {
        assertThatThrownBy(() -> get("/" + (FILE_BYTES - 100) + "/200000"))
                .isInstanceOf(IOException.class);

        assertThat(get("/0/100")).isEqualTo(slice(0, 100));
    }

    @Test
    void readerThatLeavesHarmsNobody() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                request(socket, "/5/9000000");
                head(socket.getInputStream());
            }
        }

        assertThat(get("/5/70000")).isEqualTo(slice(5, 70_000));
    }

    private int port() {
        return server.getURI().getPort();
    }

    private static void request(Socket socket, String path) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private byte[] slice(int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        URI url = server.getURI().resolve(path);
        HttpResponse<byte[]> reply =
                http.send(
                        HttpRequest.newBuilder(url).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply.body();
    }
}
