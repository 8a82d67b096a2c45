package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.DevicePing;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.server.camera.AddressPolicy;
import io.sightline.server.onboarding.Strangers.Manner;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for ONVIF at the open ports of a host. A page of another web server, a camera's own one
 * often, keeps nobody from asking at the next port.
 */
final class OnvifSearch {

    private static final Logger log = LoggerFactory.getLogger(OnvifSearch.class);

    /** What came of it. */
    sealed interface Outcome {}

    record Found(OnvifDevice device) implements Outcome {}

    /**
     * Nothing there speaks ONVIF.
     *
     * @param manner how it answers instead
     * @param refusal of an HTTP server that does not answer in SOAP. Some cameras refuse a password
     *     so; if it is one, this is what is to be said of it
     */
    record Nothing(Manner manner, Optional<OnboardingException> refusal) implements Outcome {}

    private final AddressPolicy addresses;
    private final Strangers strangers;
    private final ConnectionSettings settings;

    OnvifSearch(AddressPolicy addresses, Strangers strangers, ConnectionSettings settings) {
        this.addresses = addresses;
        this.strangers = strangers;
        this.settings = settings;
    }

    /**
     * @param ports that are open, those first that are liked best
     * @throws OnboardingException what a device says that speaks ONVIF and is in trouble
     */
    Outcome search(OnboardingTarget target, List<Integer> ports)
            throws OnboardingException, InterruptedException {
        Nothing nothing = new Nothing(Manner.STRANGE, Optional.empty());
        for (int port : ports) {
            if (port == RtspAddress.DEFAULT_PORT) {
                continue;
            }
            DeviceAddress at = target.address();
            DeviceAddress address = new DeviceAddress(at.tls(), at.host(), port, at.path());
            try {
                return new Found(
                        OnvifDevice.connect(address, target.deviceCredentials(), settings));
            } catch (OnvifException e) {
                log.debug("[onboarding] {}", e.getMessage());
                Nothing here = nothing(e, target, port);
                // What was refused says more than what was not understood.
                nothing = nothing.refusal().isPresent() ? nothing : here;
            }
        }
        return nothing;
    }

    /** How something answers that speaks no ONVIF; what does is in trouble, and that is thrown. */
    private Nothing nothing(OnvifException failure, OnboardingTarget target, int port)
            throws OnboardingException, InterruptedException {
        if (failure.reason() == Reason.UNREACHABLE || failure.reason() == Reason.TIMED_OUT) {
            // Says more exactly what is wrong, if it still is.
            var _ =
                    OpenPorts.of(
                            target.address().host(),
                            List.of(port),
                            addresses,
                            OpenPorts.SECOND_LOOK);
        }
        return switch (failure.reason()) {
            case NOT_ONVIF -> new Nothing(Manner.STRANGE, Optional.empty());
            case CUT_OFF -> new Nothing(Manner.CUT_OFF, Optional.empty());
            case TIMED_OUT -> silent(failure, target, port);
            case NOT_AUTHORIZED -> refused(failure, Manner.WANTS_LOG_IN);
            case REDIRECTED -> refused(failure, Manner.REDIRECTS);
            case DEVICE_FAULT -> refused(failure, Manner.FAILS);
            case SENDER_FAULT, TOO_LARGE -> refused(failure, Manner.STRANGE);
            case UNREACHABLE,
                    ADDRESS_REFUSED,
                    TLS,
                    ACCOUNT_LOCKED,
                    NOT_SUPPORTED,
                    INVALID_ARGUMENT,
                    GONE,
                    UNEXPECTED_ANSWER ->
                    throw Failures.of(failure);
        };
    }

    private Nothing silent(OnvifException failure, OnboardingTarget target, int port)
            throws OnboardingException {
        if (!strangers.speaksRtsp(target.address().host(), target.rtspPort())) {
            throw Strangers.notACamera(target.address().host(), List.of(port), Manner.SILENT);
        }
        if (!target.portGiven()) {
            // A camera whose ONVIF is slow is asked again.
            throw Failures.of(failure);
        }
        return new Nothing(Manner.SILENT, Optional.empty());
    }

    private Nothing refused(OnvifException failure, Manner manner) throws OnboardingException {
        OnboardingException refusal = Failures.of(failure);
        if (DevicePing.speaksSoap(failure.device(), settings)) {
            throw refusal;
        }
        return new Nothing(manner, Optional.of(refusal));
    }
}
