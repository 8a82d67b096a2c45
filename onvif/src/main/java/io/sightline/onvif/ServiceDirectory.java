package io.sightline.onvif;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.soap.Conversation;
import io.sightline.onvif.soap.DevicePing;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.Operation;
import io.sightline.onvif.soap.ServiceHost;
import io.sightline.onvif.xml.Namespaces;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlWriter;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a device's services are: as GetServices says, else GetCapabilities, else where they are on
 * most devices.
 *
 * @param ownHosts what the device calls itself in its answers, in lower case
 */
record ServiceDirectory(Map<Service, DeviceAddress> addresses, Set<String> ownHosts) {

    private static final Logger log = LoggerFactory.getLogger(ServiceDirectory.class);

    private static final List<Service> GUESSED =
            List.of(Service.MEDIA, Service.PTZ, Service.IMAGING, Service.EVENTS);

    ServiceDirectory {
        addresses = Map.copyOf(addresses);
        ownHosts = Set.copyOf(ownHosts);
    }

    /** As anybody: GetServices is PRE_AUTH (ONVIF Core §8.1.2.1), on most devices. */
    static XmlElement askServices(Conversation conversation) throws OnvifException {
        return conversation.call(services(conversation).forAnybody());
    }

    /** What to do when {@link #askServices} came to nothing, because of this. */
    static ServiceDirectory ask(Conversation conversation, OnvifException unanswered)
            throws OnvifException {
        try {
            if (unanswered.reason() == Reason.NOT_AUTHORIZED) {
                return ofServices(conversation, conversation.call(services(conversation)));
            }
        } catch (OnvifException e) {
            rethrowUnlessAnswered(e);
        }
        log.debug(
                "[device:{}] asked for capabilities: {}", host(conversation), unanswered.detail());
        try {
            return ofCapabilities(conversation, capabilities(conversation));
        } catch (OnvifException e) {
            rethrowUnlessAnswered(e);
            // A web server whose own page says that it failed has no services to be guessed.
            if (!DevicePing.speaksSoap(conversation.device(), conversation.settings())) {
                throw e;
            }
            return conventional(conversation);
        }
    }

    /**
     * A device that is not there, or does not want us, will not answer the next question either.
     */
    private static void rethrowUnlessAnswered(OnvifException e) throws OnvifException {
        switch (e.reason()) {
            case NOT_SUPPORTED,
                    NOT_ONVIF,
                    INVALID_ARGUMENT,
                    SENDER_FAULT,
                    DEVICE_FAULT,
                    UNEXPECTED_ANSWER ->
                    log.debug("[device:{}] {}", e.device().hostAndPort(), e.detail());
            case UNREACHABLE,
                    TIMED_OUT,
                    ADDRESS_REFUSED,
                    TLS,
                    CUT_OFF,
                    TOO_LARGE,
                    REDIRECTED,
                    NOT_AUTHORIZED,
                    ACCOUNT_LOCKED,
                    GONE ->
                    throw e;
        }
    }

    private static Operation services(Conversation conversation) {
        return Operation.of(
                conversation.device(),
                Namespaces.DEVICE,
                "GetServices",
                XmlWriter.of("tds:GetServices").text("tds:IncludeCapability", "false").toString());
    }

    private static XmlElement capabilities(Conversation conversation) throws OnvifException {
        Operation operation =
                Operation.of(
                        conversation.device(),
                        Namespaces.DEVICE,
                        "GetCapabilities",
                        XmlWriter.of("tds:GetCapabilities").text("tds:Category", "All").toString());
        try {
            return conversation.call(operation.forAnybody());
        } catch (OnvifException e) {
            if (e.reason() != Reason.NOT_AUTHORIZED) {
                throw e;
            }
            return conversation.call(operation);
        }
    }

    static ServiceDirectory ofServices(Conversation conversation, XmlElement answer)
            throws OnvifException {
        Map<Service, DeviceAddress> found = new EnumMap<>(Service.class);
        Set<String> hosts = new HashSet<>();
        for (XmlElement service : answer.children("Service")) {
            Optional<Service> known = service.textAt("Namespace").flatMap(Service::ofNamespace);
            Optional<String> url = service.textAt("XAddr");
            if (known.isPresent() && url.isPresent()) {
                put(conversation, known.get(), url.get(), found, hosts);
            }
        }
        return directory(conversation, found, hosts);
    }

    static ServiceDirectory ofCapabilities(Conversation conversation, XmlElement answer)
            throws OnvifException {
        Map<Service, DeviceAddress> found = new EnumMap<>(Service.class);
        Set<String> hosts = new HashSet<>();
        Optional<XmlElement> capabilities = answer.child("Capabilities");
        for (Service service : Service.values()) {
            Optional<String> url =
                    capabilities.flatMap(service::in).flatMap(found1 -> found1.textAt("XAddr"));
            if (url.isPresent()) {
                put(conversation, service, url.get(), found, hosts);
            }
        }
        return directory(conversation, found, hosts);
    }

    private static void put(
            Conversation conversation,
            Service service,
            String url,
            Map<Service, DeviceAddress> found,
            Set<String> hosts) {
        ServiceHost.reachable(conversation.device(), url)
                .ifPresent(address -> found.putIfAbsent(service, address));
        String host = ServiceHost.hostOf(url);
        if (!host.isEmpty()) {
            hosts.add(host);
        }
    }

    private static ServiceDirectory directory(
            Conversation conversation, Map<Service, DeviceAddress> found, Set<String> hosts)
            throws OnvifException {
        if (!found.containsKey(Service.MEDIA) && !found.containsKey(Service.MEDIA2)) {
            throw conversation.failure(
                    services(conversation),
                    Reason.UNEXPECTED_ANSWER,
                    "the device names no media service");
        }
        found.put(Service.DEVICE, conversation.device());
        return new ServiceDirectory(found, hosts);
    }

    /** GetServiceCapabilities is PRE_AUTH in every service: it shows whether somebody is there. */
    private static ServiceDirectory conventional(Conversation conversation) throws OnvifException {
        Map<Service, DeviceAddress> found = new EnumMap<>(Service.class);
        for (Service service : GUESSED) {
            DeviceAddress guess = conversation.device().withPath(service.conventionalPath());
            if (answers(conversation, service, guess)) {
                found.put(service, guess);
            } else if (service == Service.MEDIA) {
                // Many devices take any request at any of their addresses.
                found.put(service, conversation.device());
            }
        }
        log.info(
                "[device:{}] does not say where its services are: tried {}",
                host(conversation),
                found.values());
        return directory(conversation, found, Set.of());
    }

    private static boolean answers(
            Conversation conversation, Service service, DeviceAddress endpoint)
            throws OnvifException {
        String prefix =
                switch (service) {
                    case DEVICE -> "tds";
                    case MEDIA -> "trt";
                    case MEDIA2 -> "tr2";
                    case PTZ -> "tptz";
                    case IMAGING -> "timg";
                    case EVENTS -> "tev";
                };
        try {
            conversation.call(
                    Operation.of(
                                    endpoint,
                                    service.namespace(),
                                    "GetServiceCapabilities",
                                    XmlWriter.of(prefix + ":GetServiceCapabilities").toString())
                            .forAnybody());
            return true;
        } catch (OnvifException e) {
            if (e.reason() == Reason.NOT_AUTHORIZED) {
                return true;
            }
            rethrowUnlessAnswered(e);
            // Known, but older than this operation: the service is there, if it is a fault.
            return e.reason() != Reason.NOT_ONVIF;
        }
    }

    private static String host(Conversation conversation) {
        return conversation.device().hostAndPort();
    }

    Optional<DeviceAddress> of(Service service) {
        return Optional.ofNullable(addresses.get(service));
    }
}
