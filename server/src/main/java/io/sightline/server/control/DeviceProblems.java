package io.sightline.server.control;

import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.web.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** What devices do not do, in the API's words. */
final class DeviceProblems {

    private DeviceProblems() {}

    static ProblemException of(OnvifException failure) {
        return switch (failure.reason()) {
            case NOT_AUTHORIZED ->
                    problem(
                            HttpStatus.BAD_GATEWAY,
                            "unauthorized",
                            "The camera refuses the log-in",
                            "The camera does not take this user name and password, or does not let"
                                    + " this user do it.");
            case ACCOUNT_LOCKED ->
                    problem(
                            HttpStatus.BAD_GATEWAY,
                            "account-locked",
                            "The camera has locked the account",
                            "The camera has locked the account after wrong passwords. Wait some"
                                    + " minutes, then try again with the right one.");
            case ADDRESS_REFUSED ->
                    problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "camera-address-refused",
                            "Not a camera's address",
                            failure.detail());
            case UNREACHABLE, TIMED_OUT ->
                    problem(
                            HttpStatus.GATEWAY_TIMEOUT,
                            "unreachable",
                            "The camera does not answer",
                            sentence(failure));
            case NOT_SUPPORTED ->
                    problem(
                            HttpStatus.CONFLICT,
                            "not-supported",
                            "The camera can't do this",
                            sentence(failure));
            case INVALID_ARGUMENT ->
                    problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "refused-by-device",
                            "The camera does not take this",
                            sentence(failure));
            case NOT_ONVIF,
                    CUT_OFF,
                    TOO_LARGE,
                    REDIRECTED,
                    TLS,
                    GONE,
                    SENDER_FAULT,
                    DEVICE_FAULT,
                    UNEXPECTED_ANSWER ->
                    problem(
                            HttpStatus.BAD_GATEWAY,
                            "device-answers-wrong",
                            "The camera answers something else",
                            sentence(failure));
        };
    }

    /** It is not asked again yet. */
    static ProblemException refusedJustNow(Duration wait) {
        return ProblemException.tryLater(
                HttpStatus.TOO_MANY_REQUESTS,
                "refused-just-now",
                "The camera has just refused the log-in",
                "Cameras lock an account that fails too often.",
                wait);
    }

    /** Nothing of the camera can be controlled. */
    static ProblemException noOnvif(String camera) {
        return problem(
                HttpStatus.CONFLICT,
                "no-onvif",
                "The camera can't be controlled",
                "\"" + camera + "\" does not speak ONVIF, by which cameras are controlled.");
    }

    /** It speaks ONVIF, but not of this. */
    static ProblemException lacks(String what) {
        return problem(
                HttpStatus.CONFLICT,
                "not-supported",
                "The camera can't do this",
                "The camera has no " + what + ".");
    }

    static ProblemException invalid(String detail) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "invalid-control",
                "Not something to tell a camera",
                detail);
    }

    private static ProblemException problem(
            HttpStatus status, String slug, String title, String detail) {
        return new ProblemException(status, slug, title, detail);
    }

    private static String sentence(OnvifException failure) {
        return "%s: %s".formatted(failure.operation(), failure.detail());
    }
}
