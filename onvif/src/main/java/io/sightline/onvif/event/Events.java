package io.sightline.onvif.event;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.soap.ServiceHost;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.Duration;
import java.util.Optional;

/** The event service: what a device reports, fetched from a pull point (Core §9.2). */
public final class Events {

    private static final String CREATE_ACTION =
            Namespaces.EVENTS + "/EventPortType/CreatePullPointSubscriptionRequest";

    private final Conversation conversation;
    private final DeviceAddress endpoint;

    public Events(Conversation conversation, DeviceAddress endpoint) {
        this.conversation = conversation;
        this.endpoint = endpoint;
    }

    /**
     * Asks for everything that the device reports. Close what comes back: devices have few
     * subscriptions to give, and keep forgotten ones for as long as they live.
     *
     * @param lifetime without {@link PullPoint#pull} or {@link PullPoint#renew}; a minute is usual
     */
    public PullPoint subscribe(Duration lifetime) throws OnvifException {
        Operation operation =
                Operation.of(
                        endpoint,
                        Namespaces.EVENTS,
                        "CreatePullPointSubscription",
                        XmlWriter.of("tev:CreatePullPointSubscription")
                                .text("tev:InitialTerminationTime", lifetime.toString())
                                .toString());
        XmlElement answer =
                conversation.call(
                        operation.withHeader(
                                CREATE_ACTION,
                                Addressing.header(endpoint.url(), CREATE_ACTION, "")));
        Optional<XmlElement> reference = answer.child("SubscriptionReference");
        DeviceAddress address =
                reference
                        .flatMap(found -> found.textAt("Address"))
                        .flatMap(url -> ServiceHost.reachable(conversation.device(), url))
                        .orElseThrow(
                                () ->
                                        conversation.failure(
                                                operation,
                                                Reason.UNEXPECTED_ANSWER,
                                                "the device names no subscription"));
        String url = reference.flatMap(found -> found.textAt("Address")).orElseThrow();
        return new PullPoint(
                conversation,
                address,
                url,
                Addressing.parameters(reference.get()),
                lifetime,
                PullPoint.lifetimeLeft(answer).orElse(lifetime));
    }
}
