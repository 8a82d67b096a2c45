package io.sightline.simulator.onvif;

import io.sightline.simulator.onvif.DeviceFault.Delay;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Requests to a device and their answers, with whatever is wrong with the device. */
final class DeviceConversation {

    /** ONVIF Core §5.9.4.3: what is answered to anybody. */
    private static final Set<String> PRE_AUTH =
            Set.of(
                    "GetSystemDateAndTime",
                    "GetServices",
                    "GetCapabilities",
                    "GetServiceCapabilities",
                    "GetHostname");

    private static final String EVENTS = ServiceKind.EVENTS.path() + "/";
    private static final int NEVER_SECONDS = 600;

    private final OnvifCamera camera;
    private final DeviceService device;
    private final MediaService media;
    private final Media2Service media2;
    private final PtzService ptz;

    DeviceConversation(OnvifCamera camera) {
        this.camera = camera;
        this.device = new DeviceService(camera);
        this.media = new MediaService(camera);
        this.media2 = new Media2Service(camera);
        this.ptz = new PtzService(camera.head());
    }

    /** One request after the other, for as long as the client wants to. */
    void handle(SocketChannel connection) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Channels.newInputStream(connection));
        boolean more = true;
        while (more) {
            Optional<HttpMessage> request = HttpMessage.read(in);
            more = request.isPresent() && answered(request.get(), connection);
        }
    }

    /** Whether the connection stays for another request. */
    private boolean answered(HttpMessage request, SocketChannel connection) throws IOException {
        if (has(DeviceFault.NeverAnswers.class)) {
            pause(NEVER_SECONDS * 1_000L);
            return false;
        }
        delay();
        byte[] bytes = answer(request).bytes(request.keepsConnection());
        boolean half = has(DeviceFault.HalfAnswer.class);
        ByteBuffer out = ByteBuffer.wrap(bytes, 0, half ? bytes.length * 2 / 3 : bytes.length);
        while (out.hasRemaining()) {
            connection.write(out);
        }
        if (half || !request.keepsConnection()) {
            connection.shutdownOutput();
            return false;
        }
        return true;
    }

    private void delay() {
        Delay delay = camera.ailments().find(Delay.class).orElse(Delay.NONE);
        long shortest = delay.shortest().toMillis();
        long longest = delay.longest().toMillis();
        pause(ThreadLocalRandom.current().nextLong(shortest, longest + 1));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean has(Class<? extends DeviceFault> kind) {
        return camera.ailments().has(kind);
    }

    private HttpAnswer answer(HttpMessage request) {
        Optional<DeviceFault.Redirects> redirect =
                camera.ailments().find(DeviceFault.Redirects.class);
        if (redirect.isPresent()) {
            return HttpAnswer.of(302, "text/plain", new byte[0])
                    .withHeader("Location", redirect.get().url());
        }
        if (has(DeviceFault.Garbage.class)) {
            return HttpAnswer.of(
                    200,
                    "text/html",
                    "<html><body><p>Welcome<br></body>".getBytes(StandardCharsets.UTF_8));
        }
        return request.method().equals("GET") ? picture(request) : soap(request);
    }

    private HttpAnswer picture(HttpMessage request) {
        if (!request.path().startsWith("/snapshot/")) {
            return HttpAnswer.of(404, "text/plain", new byte[0]);
        }
        // Pictures are behind HTTP Digest, however the services log in.
        Optional<String> refusal = camera.login().flatMap(login -> login.pictureRefusal(request));
        return refusal.isPresent()
                ? HttpAnswer.of(401, "text/plain", new byte[0])
                        .withHeader("WWW-Authenticate", refusal.get())
                : HttpAnswer.of(200, "image/jpeg", camera.snapshot());
    }

    private HttpAnswer soap(HttpMessage http) {
        try {
            SoapRequest request = SoapRequest.parse(http.body());
            HttpAnswer refused = refusal(http, request);
            return refused != null
                    ? refused
                    : HttpAnswer.soap(200, Xml.envelope(done(http, request)));
        } catch (SoapFault fault) {
            return fault(fault);
        } catch (IOException | RuntimeException e) {
            return HttpAnswer.of(400, "text/plain", new byte[0]);
        }
    }

    private HttpAnswer fault(SoapFault fault) {
        int status = has(DeviceFault.FaultsWithStatus200.class) ? 200 : fault.status();
        return HttpAnswer.soap(status, Xml.fault(fault));
    }

    private @org.jspecify.annotations.Nullable HttpAnswer refusal(
            HttpMessage http, SoapRequest request) {
        if (camera.login().isEmpty() || PRE_AUTH.contains(request.name())) {
            return null;
        }
        if (has(DeviceFault.LockedAccount.class)) {
            return fault(SoapFault.locked());
        }
        LoginCheck login = camera.login().get();
        Optional<String> challenge =
                login.refusal(http, request.header("UsernameToken"), camera.deviceTime());
        if (challenge.isEmpty() && !has(DeviceFault.WrongPassword.class)) {
            return null;
        }
        String asked = challenge.orElseGet(login::challenge);
        return asked.isEmpty()
                ? fault(SoapFault.notAuthorized())
                : HttpAnswer.soap(401, Xml.fault(SoapFault.notAuthorized()))
                        .withHeader("WWW-Authenticate", asked);
    }

    private String done(HttpMessage http, SoapRequest request) throws SoapFault {
        String answer = service(http, request);
        camera.did(request.name());
        camera.ailments()
                .find(DeviceFault.AnswersLate.class)
                .filter(late -> late.operation().equals(request.name()))
                .ifPresent(late -> pause(late.after().toMillis()));
        return answer;
    }

    /** By the operation's namespace, whatever the path: as most devices do. */
    private String service(HttpMessage http, SoapRequest request) throws SoapFault {
        Optional<DeviceFault.Lacks> lacks = camera.ailments().find(DeviceFault.Lacks.class);
        if (lacks.isPresent() && lacks.get().operation().equals(request.name())) {
            throw SoapFault.notSupported(request.name());
        }
        if (http.path().startsWith(EVENTS)) {
            return camera.events().answer(request, http.path().substring(EVENTS.length()));
        }
        for (ServiceKind kind : camera.services()) {
            if (kind.namespace().equals(request.namespace())) {
                return service(kind, request);
            }
        }
        throw SoapFault.notSupported(request.name());
    }

    private String service(ServiceKind kind, SoapRequest request) throws SoapFault {
        return switch (kind) {
            case DEVICE -> device.answer(request);
            case MEDIA -> media.answer(request);
            case MEDIA2 -> {
                if (has(DeviceFault.OnlyMedia1.class)) {
                    throw SoapFault.notSupported(request.name());
                }
                yield media2.answer(request);
            }
            case PTZ -> ptz.answer(request);
            case IMAGING -> camera.imaging().answer(request);
            case EVENTS -> camera.events().answer(request);
        };
    }
}
