package io.sightline.server;

import io.sightline.media.thread.ThreadScheduling;
import io.sightline.server.account.login.FirstStart;
import io.sightline.server.network.Listeners;
import io.sightline.server.network.UnusableCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.jetty.autoconfigure.metrics.JettyMetricsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The server, in a process of its own ({@link #main}) or inside another one ({@link #start}), as
 * tests and benchmarks have it.
 */
public final class SightlineServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SightlineServer.class);

    private final DataDirectory data;
    private final ConfigurableApplicationContext context;
    private final int port;

    /** What Spring starts from. */
    @SpringBootApplication(
            proxyBeanMethods = false,
            exclude = {
                ErrorMvcAutoConfiguration.class,
                JettyMetricsAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class
            })
    static class Application {

        @Configuration(proxyBeanMethods = false)
        static class Clock {
            @Bean
            InstantSource clock() {
                return InstantSource.system();
            }
        }
    }

    private SightlineServer(DataDirectory data, ConfigurableApplicationContext context, int port) {
        this.data = data;
        this.context = context;
        this.port = port;
    }

    public static void main(String[] arguments) {
        try {
            SightlineServer server = start(arguments);
            ThreadScheduling.scheduleJvm();
            System.out.println("Sightline is ready at " + server.uri());
            server.setUpLink()
                    .ifPresent(
                            link -> {
                                System.out.println(
                                        "There is no administrator yet. Make one with this link,"
                                                + " which works once:");
                                System.out.println(link);
                            });
            System.out.println(server.bean(Listeners.class).inWords());
        } catch (StartRefused e) {
            System.err.println("sightline: " + e.getMessage());
            System.exit(e.exitCode());
        }
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param arguments {@code --data DIR}, {@code --port N} (0 takes a free one), {@code
     *     --key=value}
     * @throws StartRefused when it can't, with a message for a person
     */
    public static SightlineServer start(String... arguments) throws StartRefused {
        StartOptions options = StartOptions.parse(arguments);
        DataDirectory data = DataDirectory.open(options.data());
        try {
            ConfigurableApplicationContext context = run(options, data);
            int port = context.getEnvironment().getRequiredProperty("local.server.port", int.class);
            SightlineServer server = new SightlineServer(data, context, port);
            log.info("[server:{}] {}", port, context.getBean(Listeners.class).inWords());
            return server;
        } catch (StartRefused e) {
            closeQuietly(data);
            throw e;
        }
    }

    private static ConfigurableApplicationContext run(StartOptions options, DataDirectory data)
            throws StartRefused {
        SpringApplication application = new SpringApplication(Application.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties(options, data));
        application.addInitializers(
                (ApplicationContextInitializer<GenericApplicationContext>)
                        context ->
                                context.registerBean(
                                        "dataDirectory", DataDirectory.class, () -> data));
        try {
            return application.run(options.settings().toArray(String[]::new));
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    private static Map<String, Object> properties(StartOptions options, DataDirectory data) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("sightline.data", data.path().toString());
        properties.put("sightline.demo", options.demo());
        properties.put("server.port", options.port());
        properties.put("server.address", InetAddress.getLoopbackAddress().getHostAddress());
        properties.put("logging.file.name", data.path().resolve("logs/sightline.log").toString());
        return properties;
    }

    /** A mistake of a person is told in a line; a mistake of ours is thrown as it is. */
    private static StartRefused refusal(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PortInUseException inUse -> {
                    return StartRefused.portInUse(inUse.getPort());
                }
                case java.net.BindException _ -> {
                    return StartRefused.invalidSetting(
                            "server.listen", String.valueOf(cause.getMessage()));
                }
                case UnusableCertificate unusable -> {
                    return new StartRefused(
                            StartRefused.CONFIGURATION, String.valueOf(unusable.getMessage()));
                }
                case BindException invalid -> {
                    return StartRefused.invalidSetting(
                            invalid.getName().toString(), rootMessage(invalid));
                }
                case FirstStart.UnusablePasswordException unusable -> {
                    return StartRefused.invalidSetting(
                            FirstStart.PASSWORD_VARIABLE, rootMessage(unusable));
                }
                default -> {}
            }
        }
        throw failure;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static void closeQuietly(DataDirectory data) {
        try {
            data.close();
        } catch (IOException e) {
            log.debug("letting go of the data directory: {}", e.toString());
        }
    }

    /** Where the page and the API are. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * The link that makes the first administrator; empty when there is one, and in the
     * demonstration, which needs none.
     */
    Optional<URI> setUpLink() {
        boolean demo =
                context.getEnvironment().getRequiredProperty("sightline.demo", boolean.class);
        return demo ? Optional.empty() : bean(FirstStart.class).link();
    }

    /** For tests that look inside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Closes streams, finishes segments and lets go of the data. */
    @Override
    public void close() {
        context.close();
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
