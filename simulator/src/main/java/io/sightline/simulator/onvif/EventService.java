package io.sightline.simulator.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Events: pull points with motion, tampering and one input; each begins with what is so now. */
final class EventService {

    private static final Duration LONGEST_PULL = Duration.ofSeconds(60);
    private static final int MOST_SUBSCRIPTIONS = 16;

    private final OnvifCamera camera;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, Notice> state = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);

    EventService(OnvifCamera camera) {
        this.camera = camera;
    }

    /** Something changed: all subscribers are told. */
    void changed(Notice notice) {
        state.put(notice.topic(), notice);
        subscriptions.values().forEach(subscription -> subscription.tell(notice));
    }

    /** What a restart does. */
    void forgetSubscriptions() {
        subscriptions.clear();
    }

    int subscriptionCount() {
        return subscriptions.size();
    }

    /** At the service's own address. */
    String answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "CreatePullPointSubscription" -> create(request);
            case "GetServiceCapabilities" ->
                    "<tev:GetServiceCapabilitiesResponse>"
                            + "<tev:Capabilities WSPullPointSupport=\"true\"/>"
                            + "</tev:GetServiceCapabilitiesResponse>";
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    /** At a subscription's address. */
    String answer(SoapRequest request, String id) throws SoapFault {
        subscriptions.values().removeIf(Subscription::isOver);
        Subscription subscription = subscriptions.get(id);
        if (subscription == null) {
            throw SoapFault.gone();
        }
        return switch (request.name()) {
            case "PullMessages" -> pull(request, subscription);
            case "Renew" -> {
                subscription.prolong(duration(request, "TerminationTime"));
                yield "<wsnt:RenewResponse>"
                        + "<wsnt:TerminationTime>%s</wsnt:TerminationTime>"
                                .formatted(deviceTime(subscription.left()))
                        + "<wsnt:CurrentTime>%s</wsnt:CurrentTime>"
                                .formatted(deviceTime(Duration.ZERO))
                        + "</wsnt:RenewResponse>";
            }
            case "Unsubscribe" -> {
                subscriptions.remove(id);
                yield "<wsnt:UnsubscribeResponse/>";
            }
            case "SetSynchronizationPoint" -> {
                tellState(subscription);
                yield "<tev:SetSynchronizationPointResponse/>";
            }
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private String create(SoapRequest request) throws SoapFault {
        subscriptions.values().removeIf(Subscription::isOver);
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            throw SoapFault.invalidArgument("no more subscriptions");
        }
        String id = Integer.toString(nextId.getAndIncrement());
        Subscription subscription = new Subscription(duration(request, "InitialTerminationTime"));
        tellState(subscription);
        subscriptions.put(id, subscription);
        return """
        <tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>\
        <wsa:Address>%s</wsa:Address></tev:SubscriptionReference>\
        <wsnt:CurrentTime>%s</wsnt:CurrentTime><wsnt:TerminationTime>%s</wsnt:TerminationTime>\
        </tev:CreatePullPointSubscriptionResponse>"""
                .formatted(
                        camera.url(ServiceKind.EVENTS.path() + "/" + id),
                        deviceTime(Duration.ZERO),
                        deviceTime(subscription.left()));
    }

    private void tellState(Subscription subscription) {
        state.values().forEach(notice -> subscription.tell(notice.asInitialized()));
    }

    private static Duration duration(SoapRequest request, String name) throws SoapFault {
        try {
            return request.text(name).map(Duration::parse).orElse(Duration.ofSeconds(60));
        } catch (DateTimeException e) {
            throw SoapFault.invalidArgument(name + " is no duration");
        }
    }

    private String pull(SoapRequest request, Subscription subscription) throws SoapFault {
        Duration asked = duration(request, "Timeout");
        int limit = request.text("MessageLimit").map(Integer::parseInt).orElse(1);
        Duration wait = asked.compareTo(LONGEST_PULL) < 0 ? asked : LONGEST_PULL;
        String messages =
                subscription.take(wait, limit).stream()
                        .map(Notice::xml)
                        .collect(Collectors.joining());
        return "<tev:PullMessagesResponse>"
                + "<tev:CurrentTime>%s</tev:CurrentTime>".formatted(deviceTime(Duration.ZERO))
                + "<tev:TerminationTime>%s</tev:TerminationTime>"
                        .formatted(deviceTime(subscription.left()))
                + messages
                + "</tev:PullMessagesResponse>";
    }

    private Instant deviceTime(Duration from) {
        return camera.deviceTime().plus(from).truncatedTo(ChronoUnit.MILLIS);
    }
}
