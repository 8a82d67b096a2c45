package io.sightline.media.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.rtp.RtpSession.Transport;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamInput;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera, pulled over RTSP. Connects on a virtual thread, plays on the stream's media loop, and
 * tries again by itself until stopped: after 1 s at first, ever slower down to once in 30 s.
 *
 * <p>All state is owned by the media loop.
 */
public final class RtspSource implements Source {

    private static final Logger log = LoggerFactory.getLogger(RtspSource.class);

    private final String label;
    private final RtspAddress address;
    private final RtspSettings settings;
    private final InstantSource clock;
    private final Backoff backoff;
    private @Nullable Run run;

    // A wrong password is not tried again sooner because the stream was stopped and started:
    // viewers who come and go must not lock the camera's account.
    private @Nullable StreamFailure refusal;
    private long refusedUntilNanos;

    private RtspSource(
            String name, RtspAddress address, RtspSettings settings, InstantSource clock) {
        this.label = "[stream:" + name + "]";
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(settings.retry(), new SplittableRandom());
    }

    /**
     * @param name of the stream, for the log
     * @param clock for wall-clock times of what arrives
     */
    public static RtspSource create(
            String name, RtspAddress address, RtspSettings settings, InstantSource clock) {
        return new RtspSource(name, address, settings, clock);
    }

    @Override
    public void start(StreamInput input) {
        input.loop().assertInLoop();
        stop();
        backoff.reset();
        Run started = new Run(input);
        run = started;
        Duration remaining = Duration.ofNanos(refusedUntilNanos - System.nanoTime());
        if (refusal != null && remaining.isPositive()) {
            started.retryAfter(refusal, remaining);
        } else {
            started.connect();
        }
    }

    @Override
    public void stop() {
        if (run != null) {
            run.stop();
            run = null;
        }
    }

    /** Everything between one start and its stop. */
    private final class Run {
        private final StreamInput input;
        private final MediaLoop loop;
        private Transport transport =
                settings.transport().tcpFirst() ? Transport.TCP : Transport.UDP;
        private boolean stopped;
        private Cancellation attempt = new Cancellation();
        private MediaLoop.@Nullable Timer retry;
        private @Nullable LiveSession live;

        Run(StreamInput input) {
            this.input = input;
            this.loop = input.loop();
        }

        void connect() {
            input.connecting();
            Cancellation cancellation = new Cancellation();
            attempt = cancellation;
            Transport wanted = transport;
            Thread.ofVirtual().name("rtsp " + label).start(() -> converse(wanted, cancellation));
        }

        /** On a virtual thread. */
        private void converse(Transport wanted, Cancellation cancellation) {
            try {
                EstablishedSession session =
                        SessionSetup.establish(label, address, settings, wanted, cancellation);
                loop.execute(() -> established(session, cancellation));
            } catch (RtspFailure e) {
                loop.execute(() -> notEstablished(e, cancellation));
            } catch (RuntimeException e) {
                log.error("{} talking to the camera failed: {}", label, e.toString(), e);
                RtspFailure failure =
                        new RtspFailure(
                                StreamFailure.Type.PROTOCOL_ERROR,
                                "The camera's answers could not be read.",
                                e);
                loop.execute(() -> notEstablished(failure, cancellation));
            }
        }

        private void established(EstablishedSession session, Cancellation cancellation) {
            if (stopped || cancellation.cancelled()) {
                session.close();
                return;
            }
            // The conversation is over: from here on stopping means a TEARDOWN first.
            attempt = new Cancellation();
            log.info(
                    "{} plays {} over {}, {} tracks",
                    label,
                    address,
                    session.transport(),
                    session.tracks().size());
            refusal = null;
            try {
                LiveSession started =
                        new LiveSession(label, session, input, settings, clock, this::ended);
                live = started;
                started.start();
            } catch (RuntimeException e) {
                log.error("{} beginning to play failed: {}", label, e.toString(), e);
                session.close();
                failed(
                        new StreamFailure(
                                StreamFailure.Type.PROTOCOL_ERROR,
                                "The camera's media could not be read."));
            }
        }

        private void notEstablished(RtspFailure failure, Cancellation cancellation) {
            if (!stopped && !cancellation.cancelled()) {
                failed(failure.failure());
            }
        }

        private void ended(SessionEnd end) {
            LiveSession before = live;
            live = null;
            if (stopped) {
                return;
            }
            if (before != null
                    && before.videoDuration().compareTo(settings.retry().healthyAfter()) >= 0) {
                backoff.reset();
            }
            if (end.udpSilent() && settings.transport().fallsBack()) {
                log.info("{} no UDP packet arrived, trying TCP", label);
                transport = Transport.TCP;
                connect();
            } else {
                failed(end.failure());
            }
        }

        private void failed(StreamFailure failure) {
            Duration wait = backoff.next();
            if (failure.type() == StreamFailure.Type.UNAUTHORIZED) {
                wait = backoff.nextUnauthorized();
                refusal = failure;
                refusedUntilNanos = System.nanoTime() + wait.toNanos();
            }
            log.warn(
                    "{} {}: {} Next try in {} ms",
                    label,
                    failure.type().slug(),
                    failure.detail(),
                    wait.toMillis());
            retryAfter(failure, wait);
        }

        void retryAfter(StreamFailure failure, Duration wait) {
            input.failed(failure, wait);
            retry = loop.schedule(wait, this::connect);
        }

        void stop() {
            stopped = true;
            attempt.cancel();
            if (retry != null) {
                retry.cancel();
            }
            if (live != null) {
                live.stop();
            }
        }
    }
}
