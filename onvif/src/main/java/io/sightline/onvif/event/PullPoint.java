package io.sightline.onvif.event;

import io.sightline.onvif.http.Deadline;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription at a device. One thread pulls in a loop; the subscription is renewed on the way,
 * once half of its life is over.
 *
 * <p>A failure with reason {@code GONE} means that the device has forgotten it, after a restart for
 * example: subscribe again. After any other failure pulling may be tried again.
 */
public final class PullPoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PullPoint.class);

    private static final String PULL_ACTION =
            Namespaces.EVENTS + "/PullPointSubscription/PullMessagesRequest";
    private static final String SYNCHRONIZE_ACTION =
            Namespaces.EVENTS + "/PullPointSubscription/SetSynchronizationPointRequest";
    private static final String MANAGER =
            "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/";

    private final Conversation conversation;
    private final DeviceAddress address;
    private final String writtenAddress;
    private final String parameters;
    private final Duration lifetime;
    private final EventReader reader;
    private Deadline renewal;
    private boolean renewable = true;

    PullPoint(
            Conversation conversation,
            DeviceAddress address,
            String writtenAddress,
            String parameters,
            Duration lifetime,
            Duration lifetimeLeft) {
        this.conversation = conversation;
        this.address = address;
        this.writtenAddress = writtenAddress;
        this.parameters = parameters;
        this.lifetime = lifetime;
        this.reader = new EventReader(conversation.clock());
        this.renewal = halfOf(lifetimeLeft);
    }

    private static Deadline halfOf(Duration time) {
        return Deadline.in(time.dividedBy(2));
    }

    /** By the device's clock alone, whatever it shows. */
    static Optional<Duration> lifetimeLeft(XmlElement answer) {
        Optional<Instant> now = answer.textAt("CurrentTime").flatMap(EventReader::time);
        Optional<Instant> end = answer.textAt("TerminationTime").flatMap(EventReader::time);
        return now.isPresent() && end.isPresent() && end.get().isAfter(now.get())
                ? Optional.of(Duration.between(now.get(), end.get()))
                : Optional.empty();
    }

    /**
     * Waits for events.
     *
     * @param atMost that the device waits before it answers that there is none
     * @param limit of events in one answer
     * @return empty if nothing happened
     */
    public synchronized List<OnvifEvent> pull(Duration atMost, int limit) throws OnvifException {
        if (renewable && renewal.passed()) {
            renew();
        }
        Operation operation =
                operation(
                                Namespaces.EVENTS,
                                "PullMessages",
                                XmlWriter.of("tev:PullMessages")
                                        .text("tev:Timeout", atMost.toString())
                                        .text("tev:MessageLimit", Integer.toString(limit)),
                                PULL_ACTION)
                        .withPatience(atMost);
        return reader.events(conversation.call(operation));
    }

    /** Makes the device send what is so now, each with {@code INITIALIZED}, with the next pulls. */
    public void requestState() throws OnvifException {
        conversation.call(
                operation(
                        Namespaces.EVENTS,
                        "SetSynchronizationPoint",
                        XmlWriter.of("tev:SetSynchronizationPoint"),
                        SYNCHRONIZE_ACTION));
    }

    /**
     * Prolongs its life; {@link #pull} does it by itself. Devices that cannot are not asked again:
     * theirs is prolonged by each pull (Core §9.2.3).
     */
    public synchronized void renew() throws OnvifException {
        try {
            XmlElement answer =
                    conversation.call(
                            operation(
                                    Namespaces.of("wsnt"),
                                    "Renew",
                                    XmlWriter.of("wsnt:Renew")
                                            .text("wsnt:TerminationTime", lifetime.toString()),
                                    MANAGER + "RenewRequest"));
            renewal = halfOf(lifetimeLeft(answer).orElse(lifetime));
        } catch (OnvifException e) {
            if (e.reason() != Reason.NOT_SUPPORTED
                    && e.reason() != Reason.NOT_ONVIF
                    && e.reason() != Reason.SENDER_FAULT) {
                throw e;
            }
            log.debug("[device:{}] does not renew: {}", host(), e.getMessage());
            renewable = false;
        }
    }

    /** Ends it. That a device does not answer to this is no failure: it ends there by itself. */
    @Override
    public void close() {
        try {
            conversation.call(
                    operation(
                            Namespaces.of("wsnt"),
                            "Unsubscribe",
                            XmlWriter.of("wsnt:Unsubscribe"),
                            MANAGER + "UnsubscribeRequest"));
        } catch (OnvifException e) {
            log.debug("[device:{}] not unsubscribed: {}", host(), e.getMessage());
        }
    }

    private Operation operation(String namespace, String name, XmlWriter body, String action) {
        return Operation.of(address, namespace, name, body.toString())
                .withHeader(action, Addressing.header(writtenAddress, action, parameters));
    }

    private String host() {
        return conversation.device().hostAndPort();
    }
}
