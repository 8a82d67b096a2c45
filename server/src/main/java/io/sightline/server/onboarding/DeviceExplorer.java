package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.onvif.DeviceDescription;
import io.sightline.onvif.DeviceInformation;
import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.media.MediaProfile;
import io.sightline.onvif.media.MediaStream;
import io.sightline.onvif.soap.OnvifException;
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

    /** Where manufacturers put ONVIF, the most usual first: 8000 Reolink, 2020 TP-Link. */
    private static final List<Integer> USUAL_PORTS =
            List.of(80, 8080, 8000, 2020, 8899, RtspAddress.DEFAULT_PORT);

    private final AddressPolicy addresses;
    private final TemplateSearch templates;
    private final Strangers strangers;
    private final StreamTrials.Equipment equipment;
    private final OnvifSearch onvif;

    DeviceExplorer(
            AddressPolicy addresses, TemplateSearch templates, StreamTrials.Equipment equipment) {
        this.addresses = addresses;
        this.templates = templates;
        this.strangers = new Strangers(addresses, equipment.settings());
        this.equipment = equipment;
        this.onvif =
                new OnvifSearch(
                        addresses, strangers, ConnectionSettings.DEFAULT.with(addresses::refusal));
    }

    /**
     * @param id of the onboarding
     * @param wish what is wanted of the device
     * @param silentBefore whether nothing was answered when it was last asked
     * @param progress is told of each step as it begins
     * @return with media seen on at least one channel's main stream
     */
    FoundDevice explore(
            String id,
            OnboardingTarget target,
            Wish wish,
            boolean silentBefore,
            Consumer<OnboardingStep> progress)
            throws OnboardingException, InterruptedException {
        progress.accept(OnboardingStep.REACH);
        String host = target.address().host();
        Optional<String> refusal = addresses.refusal(host, target.address().port());
        if (refusal.isPresent()) {
            throw new OnboardingException("camera-address-refused", refusal.get(), false);
        }
        List<Integer> open = open(target, silentBefore);
        progress.accept(OnboardingStep.IDENTIFY);
        OnvifSearch.Outcome outcome = onvif.search(target, open);
        progress.accept(OnboardingStep.PROFILES);
        try (StreamTrials trials =
                new StreamTrials(equipment, id, target.credentials(), wish.confirm(), progress)) {
            FoundDevice found =
                    switch (outcome) {
                        case OnvifSearch.Found(OnvifDevice device) -> described(device, trials);
                        case OnvifSearch.Nothing nothing -> byPaths(target, open, nothing, wish);
                    };
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

    /**
     * A port that somebody gave is tried by asking, and a connection for nothing is saved; unless
     * nobody was there before, which so shows sooner.
     */
    private List<Integer> open(OnboardingTarget target, boolean silentBefore)
            throws OnboardingException, InterruptedException {
        List<Integer> given = List.of(target.address().port());
        if (target.portGiven() && !silentBefore) {
            return given;
        }
        return OpenPorts.of(
                target.address().host(),
                target.portGiven() ? given : USUAL_PORTS,
                addresses,
                silentBefore ? OpenPorts.SECOND_LOOK : OpenPorts.FIRST_LOOK);
    }

    private FoundDevice byPaths(
            OnboardingTarget target, List<Integer> open, OnvifSearch.Nothing onvif, Wish wish)
            throws OnboardingException, InterruptedException {
        String host = target.address().host();
        Optional<OnboardingException> refusal = onvif.refusal();
        if (refusal.isPresent()) {
            strangers.requireRtsp(target, open, onvif.manner());
            if (refusal.get().passing()) {
                // A camera that is just starting is asked again: by ONVIF there is more of it.
                throw refusal.get();
            }
        }
        try {
            return templates.search(
                    host,
                    target.rtspPort(),
                    target.credentials(),
                    Optional.ofNullable(wish.template()));
        } catch (OnboardingException e) {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            throw strangers.judge(host, open, target.rtspPort(), onvif.manner(), e);
        }
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
