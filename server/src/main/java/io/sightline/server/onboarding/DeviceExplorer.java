package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.onvif.DeviceDescription;
import io.sightline.onvif.DeviceInformation;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.server.camera.AddressPolicy;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a device is and what it shows: by ONVIF where it speaks that, else by its
 * manufacturer's usual paths. Blocks; meant for a virtual thread.
 */
final class DeviceExplorer {

    private static final Logger log = LoggerFactory.getLogger(DeviceExplorer.class);

    private static final int RTSP_PORT = RtspAddress.DEFAULT_PORT;

    /** Where manufacturers put ONVIF, the most usual first: 8000 Reolink, 2020 TP-Link. */
    private static final List<Integer> USUAL_PORTS = List.of(80, 8080, 8000, 2020, 8899, RTSP_PORT);

    private final AddressPolicy addresses;
    private final TemplateSearch templates;
    private final StreamTrials.Equipment equipment;
    private final ConnectionSettings settings;

    DeviceExplorer(
            AddressPolicy addresses, TemplateSearch templates, StreamTrials.Equipment equipment) {
        this.addresses = addresses;
        this.templates = templates;
        this.equipment = equipment;
        this.settings = ConnectionSettings.DEFAULT.with(addresses::refusal);
    }

    /**
     * @param id of the onboarding
     * @param wish what is wanted of the device
     * @param progress is told of each step as it begins
     * @return with media seen on at least one channel's main stream
     */
    FoundDevice explore(
            String id, OnboardingTarget target, Wish wish, Consumer<OnboardingStep> progress)
            throws OnboardingException, InterruptedException {
        progress.accept(OnboardingStep.REACH);
        String host = target.address().host();
        Optional<String> refusal = addresses.refusal(host, target.address().port());
        if (refusal.isPresent()) {
            throw new OnboardingException("camera-address-refused", refusal.get(), false);
        }
        // A port that somebody gave is tried by asking: a connection for nothing is saved.
        List<Integer> open =
                target.portGiven()
                        ? List.of(target.address().port())
                        : OpenPorts.of(host, USUAL_PORTS, addresses);
        progress.accept(OnboardingStep.IDENTIFY);
        Optional<OnvifDevice> onvif = onvif(target, open);
        progress.accept(OnboardingStep.PROFILES);
        try (StreamTrials trials =
                new StreamTrials(equipment, id, target.credentials(), wish.confirm(), progress)) {
            FoundDevice found =
                    onvif.isPresent()
                            ? described(onvif.get(), trials)
                            : templates.search(
                                    host,
                                    rtspPort(target),
                                    target.credentials(),
                                    Optional.ofNullable(wish.template()));
            log.info(
                    "[onboarding:{}] {} {} at {}, {} streams by {}",
                    id,
                    found.manufacturer(),
                    found.model(),
                    target.address().hostAndPort(),
                    found.streams().size(),
                    found.way());
            return trials.play(found);
        }
    }

    private static int rtspPort(OnboardingTarget target) {
        return target.portGiven() ? target.address().port() : RTSP_PORT;
    }

    /** Empty when nothing there speaks ONVIF. */
    private Optional<OnvifDevice> onvif(OnboardingTarget target, List<Integer> ports)
            throws OnboardingException, InterruptedException {
        for (int port : ports) {
            if (port == RTSP_PORT) {
                continue;
            }
            DeviceAddress at = target.address();
            DeviceAddress address = new DeviceAddress(at.tls(), at.host(), port, at.path());
            try {
                return Optional.of(
                        OnvifDevice.connect(address, target.deviceCredentials(), settings));
            } catch (OnvifException e) {
                if (e.reason() == Reason.UNREACHABLE) {
                    // Says more exactly what is wrong, if it still is.
                    var _ = OpenPorts.of(at.host(), List.of(port), addresses);
                }
                if (e.reason() != Reason.NOT_ONVIF && e.reason() != Reason.CUT_OFF) {
                    throw Failures.of(e);
                }
                log.debug("[onboarding] {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Each stream is played as soon as the device has said where it is. */
    private static FoundDevice described(OnvifDevice device, StreamTrials trials)
            throws OnboardingException {
        try {
            DeviceDescription description = device.describe(new FirstUse(trials));
            DeviceInformation information = description.information();
            List<FoundStream> streams = StreamRoles.assign(description.streams());
            if (streams.isEmpty()) {
                throw new OnboardingException(
                        "no-video", "The device has no profile with video.", false);
            }
            return new FoundDevice(
                    "onvif",
                    device.address().url(),
                    information.manufacturer(),
                    information.model(),
                    information.serialNumber(),
                    information.firmwareVersion(),
                    device.clockOffset().toMillis(),
                    description.streams().stream()
                            .map(MediaStream::profile)
                            .anyMatch(MediaProfile::ptz),
                    streams);
        } catch (OnvifException e) {
            throw Failures.of(e);
        }
    }

    /** Begins to play what will be used, by the looks of it. */
    private static final class FirstUse implements OnvifDevice.Listener {
        private final StreamTrials trials;
        private volatile Set<MediaProfile> used = Set.of();

        FirstUse(StreamTrials trials) {
            this.trials = trials;
        }

        @Override
        public void profiles(List<MediaProfile> profiles) {
            used = StreamRoles.likelyUsed(profiles);
        }

        @Override
        public void stream(MediaProfile profile, String streamUri) {
            if (used.contains(profile)) {
                trials.begin(streamUri);
            }
        }
    }
}
