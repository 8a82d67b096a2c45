package io.sightline.server.onboarding;

import io.sightline.media.stream.StreamFailure;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.onboarding.FoundDevice.Failure;

/** What devices and streams say went wrong, in the words of onboarding. */
final class Failures {

    /** A mistake of this server. */
    static final Failure OURS =
            new Failure("internal-error", "Something went wrong in Sightline itself; see its log.");

    /** The database does not take what would be needed later. */
    static final Failure NOT_STORED =
            new Failure(
                    "not-stored",
                    "The device was found, but that could not be stored; Sightline's log says why."
                            + " Try again.");

    private Failures() {}

    static OnboardingException of(StreamFailure failure) {
        boolean passing =
                switch (failure.type()) {
                    case UNREACHABLE, REFUSED, STALLED, CLOSED, PROTOCOL_ERROR -> true;
                    case INVALID_ADDRESS, UNAUTHORIZED, NOT_FOUND, NO_VIDEO, UNSUPPORTED_CODEC ->
                            false;
                };
        return new OnboardingException(failure.type().slug(), failure.detail(), passing);
    }

    static OnboardingException of(OnvifException failure) {
        return switch (failure.reason()) {
            case NOT_AUTHORIZED ->
                    fault("unauthorized", "The device does not take this user name and password.");
            case ACCOUNT_LOCKED ->
                    fault(
                            "account-locked",
                            "The device has locked the account after wrong passwords. Wait some"
                                    + " minutes, then try again with the right one.");
            case ADDRESS_REFUSED -> fault("camera-address-refused", failure.detail());
            case UNREACHABLE, TIMED_OUT ->
                    new OnboardingException(
                            OnboardingException.UNREACHABLE, sentence(failure), true);
            case CUT_OFF, DEVICE_FAULT, UNEXPECTED_ANSWER, NOT_ONVIF, GONE ->
                    new OnboardingException("device-answers-wrong", sentence(failure), true);
            case TLS, TOO_LARGE, REDIRECTED, NOT_SUPPORTED, INVALID_ARGUMENT, SENDER_FAULT ->
                    fault("device-answers-wrong", sentence(failure));
        };
    }

    private static OnboardingException fault(String type, String detail) {
        return new OnboardingException(type, detail, false);
    }

    private static String sentence(OnvifException failure) {
        return "%s: %s".formatted(failure.operation(), failure.detail());
    }
}
