package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspPing;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.stream.StreamFailure;
import io.sightline.server.camera.AddressPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what is no camera from a camera in trouble: it answers, but neither ONVIF nor RTSP. What
 * went wrong last, as an RTSP client says it of a printer's web page, would lead people astray.
 */
final class Strangers {

    /** Type of the failure. */
    static final String NOT_A_CAMERA = "not-a-camera";

    /** What a stream says of a port that has another protocol, or of none at all. */
    private static final Set<String> SUSPECT =
            Set.of(
                    StreamFailure.Type.PROTOCOL_ERROR.slug(),
                    StreamFailure.Type.CLOSED.slug(),
                    StreamFailure.Type.REFUSED.slug(),
                    StreamFailure.Type.STALLED.slug(),
                    StreamFailure.Type.UNREACHABLE.slug());

    private static final String SWITCH_ON =
            "switch ONVIF or RTSP on in its own settings, or restart it.";

    /** How it answered when it was asked by ONVIF. */
    enum Manner {
        /** In other words: another protocol, or a web page. */
        STRANGE("What answers at %s speaks neither ONVIF nor RTSP.", SWITCH_ON, false),
        /** By a web page that wants a log-in: a router, a storage box, a camera's own page. */
        WANTS_LOG_IN(
                "What answers at %s wants a log-in for its web page, and speaks neither ONVIF nor"
                        + " RTSP.",
                "check the password too, and " + SWITCH_ON, false),
        /** By naming another address, of a log-in page or with TLS. */
        REDIRECTS(
                "What answers at %s sends on to another web page, and speaks neither ONVIF nor"
                        + " RTSP.",
                "try https:// before its address, or " + SWITCH_ON, false),
        /** By an error of its own, not in SOAP. */
        FAILS(
                "What answers at %s is a web server that reports an error, and speaks neither ONVIF"
                        + " nor RTSP.",
                SWITCH_ON, true),
        CUT_OFF(
                "What answers at %s breaks off before it has said anything in ONVIF or RTSP.",
                SWITCH_ON, true),
        SILENT("%s takes the connection, but answers neither ONVIF nor RTSP.", SWITCH_ON, true);

        private final String sentence;
        private final String advice;
        private final boolean passing;

        /**
         * @param advice what to do if it is a camera nevertheless
         * @param passing whether a camera that is just starting may do so
         */
        Manner(String sentence, String advice, boolean passing) {
            this.sentence = sentence;
            this.advice = advice;
            this.passing = passing;
        }
    }

    private final AddressPolicy addresses;
    private final RtspSettings settings;

    Strangers(AddressPolicy addresses, RtspSettings settings) {
        this.addresses = addresses;
        this.settings = settings;
    }

    /** Whether RTSP is answered there, be it with a refusal. */
    boolean speaksRtsp(String host, int port) {
        return RtspPing.ping(new RtspAddress(false, host, port, "/", Optional.empty()), settings)
                .isEmpty();
    }

    /**
     * Tells a camera that refuses us without a word of SOAP from any other web server: a camera has
     * RTSP besides, at the port that was asked for or where RTSP usually is.
     *
     * @param ports at which it answers
     * @throws OnboardingException when it has none
     */
    void requireRtsp(OnboardingTarget target, List<Integer> ports, Manner manner)
            throws OnboardingException, InterruptedException {
        String host = target.address().host();
        List<Callable<Boolean>> asked =
                Stream.of(target.rtspPort(), RtspAddress.DEFAULT_PORT)
                        .distinct()
                        .<Callable<Boolean>>map(port -> () -> speaksRtsp(host, port))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            if (threads.invokeAll(asked).stream().noneMatch(Future::resultNow)) {
                throw notACamera(host, ports, manner);
            }
        }
    }

    /**
     * What is to be said of a device whose ONVIF and RTSP both failed.
     *
     * @param ports that were open
     * @param failure of the attempt to find its streams by RTSP
     * @return {@code failure} where RTSP is answered: then it is the camera's own
     */
    OnboardingException judge(
            String host,
            List<Integer> ports,
            int rtspPort,
            Manner manner,
            OnboardingException failure)
            throws InterruptedException {
        if (!SUSPECT.contains(failure.failure().type()) || speaksRtsp(host, rtspPort)) {
            return failure;
        }
        try {
            return notACamera(
                    host, OpenPorts.of(host, ports, addresses, OpenPorts.SECOND_LOOK), manner);
        } catch (OnboardingException gone) {
            return gone;
        }
    }

    /**
     * @param ports at which it answers
     */
    static OnboardingException notACamera(String host, List<Integer> ports, Manner manner) {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String where =
                ports.stream()
                        .map(port -> bracketed + ":" + port)
                        .collect(Collectors.joining(" and "));
        return new OnboardingException(
                NOT_A_CAMERA,
                manner.sentence.formatted(where)
                        + " Check the address and the port. If they are the camera's, "
                        + manner.advice,
                manner.passing);
    }
}
