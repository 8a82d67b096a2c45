package io.sightline.onvif.soap;

import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.Deadline;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceHttp;
import io.sightline.onvif.http.HttpFailure;
import io.sightline.onvif.http.HttpReply;
import io.sightline.onvif.http.HttpRequest;
import java.util.Optional;

/**
 * Asks whether a device's control service is there, for as little as that costs either side: the
 * time, which is told without a log-in (PRE_AUTH, ONVIF Core §8.3.5). Any HTTP answer will do, a
 * refusal too. No password is sent: wrong ones, every half a minute, would lock the account.
 */
public final class DevicePing {

    private static final int MOST_ANSWER_BYTES = 64 << 10;

    private DevicePing() {}

    /** Blocks for as long as the settings allow; meant for a virtual thread. */
    public static boolean answers(DeviceAddress device, ConnectionSettings settings) {
        try {
            ask(device, settings);
            return true;
        } catch (HttpFailure e) {
            // What is cut off or too long was an answer.
            return switch (e.kind()) {
                case CUT_OFF, TOO_LARGE -> true;
                case UNREACHABLE, TIMED_OUT, ADDRESS_REFUSED, TLS, NOT_HTTP -> false;
            };
        }
    }

    /**
     * Whether what answers there is a SOAP service, be its answer a fault: a router's log-in page
     * answers 401 as well. There are cameras that answer everything so, and speak SOAP only to who
     * has logged in. Blocks as {@link #answers} does.
     */
    public static boolean speaksSoap(DeviceAddress device, ConnectionSettings settings) {
        try {
            return SoapReply.isSoap(ask(device, settings));
        } catch (HttpFailure _) {
            return false;
        }
    }

    private static HttpReply ask(DeviceAddress device, ConnectionSettings settings)
            throws HttpFailure {
        Operation time = ClockReading.operation(device);
        HttpRequest request =
                new HttpRequest(
                        "POST",
                        device,
                        false,
                        Envelope.contentType(time.action()),
                        Envelope.around("", time.body()),
                        Optional.empty(),
                        settings.readTimeout(),
                        MOST_ANSWER_BYTES);
        return new DeviceHttp(settings, Optional.empty())
                .send(request, Deadline.in(settings.operationDeadline()));
    }
}
