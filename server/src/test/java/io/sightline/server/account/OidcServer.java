package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** npm's {@code oidc-provider}, run by Node, with somebody who fills in its forms. */
final class OidcServer implements AutoCloseable {

    static final String CLIENT_SECRET = "a-secret-of-the-tests";

    private static final Path DIRECTORY = Path.of("src/test/oidc");

    /** Npm writes it when all is there. */
    private static final Path INSTALLED = DIRECTORY.resolve("node_modules/.package-lock.json");

    private static final Path LOCK = Path.of("target/oidc-install.lock");
    private static final Path LOG = Path.of("target/oidc-provider.log");
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final int MOST_STEPS = 12;

    private final Process process;
    private final BufferedReader said;
    private final Writer told;
    private final String issuer;

    private OidcServer(Process process) throws IOException {
        this.process = process;
        said = process.inputReader(StandardCharsets.UTF_8);
        told = process.outputWriter(StandardCharsets.UTF_8);
        issuer = "http://127.0.0.1:" + await("listening ");
    }

    static OidcServer start() throws IOException, InterruptedException {
        install();
        return new OidcServer(run("node", "provider.mjs"));
    }

    /** Tests run in several processes: the first one installs it, the others wait. */
    private static void install() throws IOException, InterruptedException {
        try (FileChannel lock =
                        FileChannel.open(
                                LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            if (!Files.exists(INSTALLED)) {
                assertThat(run("npm", "ci").waitFor()).as("npm ci, see " + LOG).isZero();
            }
        }
    }

    private static Process run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
    }

    private String await(String beginning) throws IOException {
        String line;
        while ((line = said.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException(
                "the provider ended before it said \"%s\": see %s".formatted(beginning, LOG));
    }

    String issuer() {
        return issuer;
    }

    void sendBackTo(List<URI> addresses) throws IOException {
        told.write(addresses.stream().map(URI::toString).collect(Collectors.joining(" ")) + "\n");
        told.flush();
        await("ready");
    }

    /**
     * Logs in as {@code name} and consents, as a browser without scripts does.
     *
     * @return where the provider sends the browser back to
     */
    URI logIn(URI authorization, String name) {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        URI at = authorization;
        HttpRequest request = HttpRequest.newBuilder(at).build();
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpResponse<String> page = send(browser, request);
            if (page.statusCode() / 100 == 3) {
                at = at.resolve(page.headers().firstValue("Location").orElseThrow());
                if (!at.toString().startsWith(issuer)) {
                    return at;
                }
                request = HttpRequest.newBuilder(at).build();
            } else {
                request = filledIn(page, at, name);
            }
        }
        throw new IllegalStateException("the provider does not come to an end at " + at);
    }

    private static HttpRequest filledIn(HttpResponse<String> page, URI at, String name) {
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        boolean asksWho = page.body().contains("name=\"login\"");
        String answer = asksWho ? "prompt=login&login=" + name + "&password=x" : "prompt=consent";
        return HttpRequest.newBuilder(at.resolve(form.group(1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(answer))
                .build();
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
