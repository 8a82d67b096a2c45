package io.sightline.server.network;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS with a certificate from files, which are looked at from time to time: by content, for links
 * are changed and files replaced in many ways. A new certificate holds for new connections; those
 * that are open go on. Files that are no good are reported, once, and the old certificate stays.
 */
final class Tls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tls.class);
    private static final Duration EXPIRY_WARNING = Duration.ofDays(14);

    private final Path certificate;
    private final Path key;
    private final InstantSource clock;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tls-files").daemon().factory());
    private TlsIdentity identity;
    private String reported = "";

    private Tls(
            Path certificate,
            Path key,
            TlsIdentity identity,
            Duration checkInterval,
            InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.identity = identity;
        this.clock = clock;
        use(context);
        long nanos = checkInterval.toNanos();
        Future<?> _ = timer.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * @return empty when no certificate is configured
     * @throws UnusableCertificate when it can't be used
     */
    static Optional<Tls> of(TlsProperties properties, InstantSource clock) {
        Path certificate = properties.certificate();
        Path key = properties.key();
        if (certificate == null || key == null) {
            return Optional.empty();
        }
        TlsIdentity identity = TlsIdentity.read(certificate, key);
        return Optional.of(new Tls(certificate, key, identity, properties.checkInterval(), clock));
    }

    SslContextFactory.Server context() {
        return context;
    }

    private void use(SslContextFactory factory) {
        factory.setKeyStore(identity.keyStore());
        factory.setKeyStorePassword("");
        Instant end = identity.validUntil();
        if (end.isBefore(clock.instant().plus(EXPIRY_WARNING))) {
            log.warn("[tls:{}] the certificate is valid until {}", certificate, end);
        }
    }

    private void check() {
        try {
            TlsIdentity now = TlsIdentity.read(certificate, key);
            reported = "";
            if (!now.equals(identity)) {
                identity = now;
                context.reload(this::use);
                log.info(
                        "[tls:{}] another certificate, valid until {}",
                        certificate,
                        now.validUntil());
            }
        } catch (UnusableCertificate e) {
            report(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            // From the JDK's TLS, by way of Jetty.
            report(e.toString());
        }
    }

    private void report(String problem) {
        if (!problem.equals(reported)) {
            log.error("[tls:{}] the certificate stays what it was: {}", certificate, problem);
            reported = problem;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
