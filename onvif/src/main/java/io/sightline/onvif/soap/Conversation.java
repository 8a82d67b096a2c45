package io.sightline.onvif.soap;

import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.Deadline;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.http.DeviceHttp;
import io.sightline.onvif.http.HttpFailure;
import io.sightline.onvif.http.HttpReply;
import io.sightline.onvif.http.HttpRequest;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.SoapReply.Answer;
import io.sightline.onvif.soap.SoapReply.Failed;
import io.sightline.onvif.xml.XmlElement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SOAP with one device, logged in the way the device wants: with a UsernameToken in the message or
 * with HTTP Digest, never with both (ONVIF Core §5.9.3).
 *
 * <p>Which of the two is to be expected shows when the device is asked {@link #asNobody as nobody};
 * which it is, when the first request that needs a user is answered. Others wait for that one, so
 * that a wrong password is sent once or twice and not often enough to lock the account. Once it is
 * known to be wrong, requests are refused here without being sent.
 *
 * <p>Safe for use by any thread; calls block.
 */
public final class Conversation {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private static final Duration CLOCK_MOVED = Duration.ofSeconds(2);

    /** How the device wants to be logged in to. */
    private enum Scheme {
        UNSETTLED,
        TOKEN,
        HTTP,
        REFUSED
    }

    private final DeviceAddress device;
    private final Optional<DeviceCredentials> credentials;
    private final ConnectionSettings settings;
    private final DeviceHttp http;
    private final DeviceClock clock;
    private final ReentrantLock settling = new ReentrantLock();
    private volatile Scheme scheme = Scheme.UNSETTLED;

    /** Whether the device has sent a challenge to somebody without a log-in. */
    private volatile boolean challenged;

    private volatile Reason refusal = Reason.NOT_AUTHORIZED;

    public Conversation(
            DeviceAddress device,
            Optional<DeviceCredentials> credentials,
            ConnectionSettings settings) {
        this.device = device;
        this.credentials = credentials;
        this.settings = settings;
        this.http = new DeviceHttp(settings, credentials);
        this.clock = new DeviceClock(settings.clock());
    }

    public DeviceAddress device() {
        return device;
    }

    public DeviceClock clock() {
        return clock;
    }

    public ConnectionSettings settings() {
        return settings;
    }

    /** The element within the answer's body. */
    public XmlElement call(Operation operation) throws OnvifException {
        Deadline deadline = Deadline.in(settings.operationDeadline().plus(operation.patience()));
        if (operation.access() == Operation.Access.ANYBODY || credentials.isEmpty()) {
            return answer(operation, SoapReply.read(send(operation, "", false, deadline)));
        }
        return switch (scheme) {
            case TOKEN -> answer(operation, withToken(operation, deadline));
            case HTTP -> answer(operation, withHttp(operation, deadline));
            case REFUSED -> throw refusedBefore(operation);
            case UNSETTLED -> settle(operation, deadline);
        };
    }

    /**
     * Asks without a log-in for what needs one, to learn from the refusal how the device wants to
     * be logged in to: a password is not sent. Whatever else goes wrong shows in other requests.
     *
     * @return the answer of a device that tells it to anybody
     */
    public Optional<XmlElement> asNobody(Operation operation) {
        Deadline deadline = Deadline.in(settings.operationDeadline());
        try {
            HttpReply reply = send(operation, "", false, deadline);
            SoapReply read = SoapReply.read(reply);
            if (read instanceof Answer(XmlElement element)) {
                return Optional.of(element);
            }
            if (reply.status() == 401 && !locked(read)) {
                challenged = http.keepChallenge(reply.headers("www-authenticate"));
            }
        } catch (OnvifException e) {
            log.debug("[device:{}] {}", device.hostAndPort(), e.getMessage());
        }
        return Optional.empty();
    }

    private XmlElement settle(Operation operation, Deadline deadline) throws OnvifException {
        try {
            if (!settling.tryLock(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure(operation, Reason.TIMED_OUT, "the first log-in is still unanswered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OnvifException(device, operation.name(), Reason.TIMED_OUT, "interrupted", e);
        }
        try {
            return scheme == Scheme.UNSETTLED ? firstCall(operation, deadline) : call(operation);
        } finally {
            settling.unlock();
        }
    }

    /** The way that is to be expected; when it is refused, the other one. */
    private XmlElement firstCall(Operation operation, Deadline deadline) throws OnvifException {
        if (challenged) {
            SoapReply read = withHttp(operation, deadline);
            if (!unauthorized(read)) {
                return settled(Scheme.HTTP, operation, read);
            }
            // Some challenge whoever comes without a token, and want the token.
            return locked(read)
                    ? refused(operation, read)
                    : settledOrRefused(
                            Scheme.TOKEN,
                            operation,
                            SoapReply.read(send(operation, token(), false, deadline)));
        }
        HttpReply reply = send(operation, token(), false, deadline);
        SoapReply read = SoapReply.read(reply);
        if (unauthorized(read)
                && !locked(read)
                && http.keepChallenge(reply.headers("www-authenticate"))) {
            return settledOrRefused(Scheme.HTTP, operation, withHttp(operation, deadline));
        }
        return settledOrRefused(Scheme.TOKEN, operation, read);
    }

    private XmlElement settledOrRefused(Scheme by, Operation operation, SoapReply read)
            throws OnvifException {
        return unauthorized(read) ? refused(operation, read) : settled(by, operation, read);
    }

    private XmlElement settled(Scheme by, Operation operation, SoapReply read)
            throws OnvifException {
        // A fault of another kind may have come before anybody looked at the log-in.
        if (read instanceof Answer) {
            scheme = by;
            log.debug("[device:{}] logs in by {}", device.hostAndPort(), by);
        }
        return answer(operation, read);
    }

    private XmlElement refused(Operation operation, SoapReply read) throws OnvifException {
        refusal = locked(read) ? Reason.ACCOUNT_LOCKED : Reason.NOT_AUTHORIZED;
        scheme = Scheme.REFUSED;
        return answer(operation, read);
    }

    /** Refused after it was accepted before: the device's clock was set, or it is the rights. */
    private SoapReply withToken(Operation operation, Deadline deadline) throws OnvifException {
        SoapReply reply = SoapReply.read(send(operation, token(), false, deadline));
        if (!unauthorized(reply) || locked(reply)) {
            return reply;
        }
        Duration before = clock.offset();
        ClockReading.measure(this);
        boolean moved = clock.offset().minus(before).abs().compareTo(CLOCK_MOVED) > 0;
        return moved ? SoapReply.read(send(operation, token(), false, deadline)) : reply;
    }

    private SoapReply withHttp(Operation operation, Deadline deadline) throws OnvifException {
        return SoapReply.read(send(operation, "", true, deadline));
    }

    private String token() {
        return UsernameToken.header(credentials.orElseThrow(), clock.deviceNow());
    }

    private static boolean unauthorized(SoapReply reply) {
        return reply instanceof Failed failed
                && (failed.reason() == Reason.NOT_AUTHORIZED || locked(reply));
    }

    private static boolean locked(SoapReply reply) {
        return reply instanceof Failed failed && failed.reason() == Reason.ACCOUNT_LOCKED;
    }

    private HttpReply send(Operation operation, String token, boolean login, Deadline deadline)
            throws OnvifException {
        Duration readTimeout = settings.readTimeout().plus(operation.patience());
        HttpRequest request =
                new HttpRequest(
                        "POST",
                        operation.endpoint(),
                        operation.onlyAsks(),
                        Envelope.contentType(operation.action()),
                        Envelope.around(token + operation.header(), operation.body()),
                        Optional.empty(),
                        readTimeout,
                        settings.maxReplyBytes());
        try {
            return login
                    ? http.sendLoggedIn(request, deadline).reply()
                    : http.send(request, deadline);
        } catch (HttpFailure e) {
            throw new OnvifException(
                    device, operation.name(), reason(e.kind()), clean(e.getMessage()), e);
        }
    }

    private XmlElement answer(Operation operation, SoapReply reply) throws OnvifException {
        return switch (reply) {
            case Answer(XmlElement element) -> element;
            case Failed(Reason reason, String detail) -> throw failure(operation, reason, detail);
        };
    }

    private OnvifException refusedBefore(Operation operation) {
        return failure(
                operation, refusal, "not sent: the device refused this user and password before");
    }

    /** A failure of this device's, with nothing secret in it. */
    public OnvifException failure(Operation operation, Reason reason, String detail) {
        return new OnvifException(device, operation.name(), reason, clean(detail));
    }

    private String clean(@Nullable String detail) {
        String text = String.valueOf(detail);
        String password = credentials.map(DeviceCredentials::password).orElse("");
        return password.isEmpty() ? text : text.replace(password, "***");
    }

    /**
     * A picture or another document of the device, by GET.
     *
     * @param patience as of an {@link Operation}
     */
    public byte[] fetch(String operation, DeviceAddress document, Duration patience)
            throws OnvifException {
        Deadline deadline = Deadline.in(settings.operationDeadline().plus(patience));
        HttpRequest request =
                new HttpRequest(
                        "GET",
                        document,
                        true,
                        "",
                        new byte[0],
                        Optional.empty(),
                        settings.readTimeout().plus(patience),
                        settings.maxPictureBytes());
        try {
            DeviceHttp.Outcome outcome = http.sendLoggedIn(request, deadline);
            HttpReply reply = outcome.reply();
            if (reply.successful() && reply.whole()) {
                return reply.body();
            }
            throw new OnvifException(
                    device, operation, SoapReply.reasonOf(reply), SoapReply.describe(reply));
        } catch (HttpFailure e) {
            throw new OnvifException(device, operation, reason(e.kind()), clean(e.getMessage()), e);
        }
    }

    private static Reason reason(HttpFailure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case TIMED_OUT -> Reason.TIMED_OUT;
            case ADDRESS_REFUSED -> Reason.ADDRESS_REFUSED;
            case TLS -> Reason.TLS;
            case NOT_HTTP -> Reason.NOT_ONVIF;
            case CUT_OFF -> Reason.CUT_OFF;
            case TOO_LARGE -> Reason.TOO_LARGE;
        };
    }
}
