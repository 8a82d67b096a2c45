package io.sightline.server.onboarding;

import io.sightline.media.rtsp.ProbeResult;
import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.media.rtsp.RtspProbe;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.media.stream.StreamFailure;
import io.sightline.server.camera.CameraTemplate;
import io.sightline.server.camera.CameraTemplates;
import io.sightline.server.onboarding.FoundDevice.FoundStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the streams of a device without ONVIF under the paths that manufacturers use. A refused
 * password ends the search: further attempts would lock the account.
 */
final class TemplateSearch {

    private static final int FIRST_CHANNEL = 1;

    private final CameraTemplates templates;
    private final RtspSettings settings;

    TemplateSearch(CameraTemplates templates, RtspSettings settings) {
        this.templates = templates;
        this.settings = settings;
    }

    /**
     * @param wanted id of the template to use; all are tried when empty
     */
    FoundDevice search(
            String host, int port, Optional<RtspCredentials> credentials, Optional<String> wanted)
            throws OnboardingException {
        Set<String> tried = new LinkedHashSet<>();
        for (CameraTemplate template : chosen(wanted)) {
            String path = CameraTemplate.fill(template.main(), FIRST_CHANNEL);
            if (tried.add(path) && answers(address(host, port, path, credentials))) {
                return found(template, host, port, credentials);
            }
        }
        throw new OnboardingException(
                "no-known-stream",
                "The device speaks no ONVIF, and has a stream under none of the paths that"
                        + " manufacturers use. Add the camera by the URL of its stream.",
                false);
    }

    private List<CameraTemplate> chosen(Optional<String> wanted) {
        return templates.all().stream()
                .filter(template -> wanted.isEmpty() || template.id().equals(wanted.get()))
                .toList();
    }

    private boolean answers(RtspAddress address) throws OnboardingException {
        return switch (RtspProbe.probe(address, settings)) {
            case ProbeResult.Found _ -> true;
            case ProbeResult.Failed(StreamFailure failure)
                    when failure.type() == StreamFailure.Type.NOT_FOUND
                            || failure.type() == StreamFailure.Type.NO_VIDEO ->
                    false;
            case ProbeResult.Failed(StreamFailure failure) -> throw Failures.of(failure);
        };
    }

    private FoundDevice found(
            CameraTemplate template, String host, int port, Optional<RtspCredentials> credentials)
            throws OnboardingException {
        List<FoundStream> streams = new ArrayList<>();
        String main = CameraTemplate.fill(template.main(), FIRST_CHANNEL);
        streams.add(stream("main", address(host, port, main, Optional.empty())));
        String sub = CameraTemplate.fill(template.sub(), FIRST_CHANNEL);
        if (!sub.isEmpty() && answers(address(host, port, sub, credentials))) {
            streams.add(stream("sub", address(host, port, sub, Optional.empty())));
        }
        return new FoundDevice(
                template.id(), null, template.manufacturer(), "", "", "", 0, false, streams);
    }

    private static FoundStream stream(String role, RtspAddress address) {
        return new FoundStream(
                FIRST_CHANNEL,
                role,
                role,
                null,
                address.requestUrl(),
                "",
                0,
                0,
                null,
                null,
                null,
                null);
    }

    private static RtspAddress address(
            String host, int port, String path, Optional<RtspCredentials> credentials) {
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        RtspAddress bare = RtspAddress.parse("rtsp://" + bracketed + ":" + port + path);
        return credentials.map(bare::withCredentials).orElse(bare);
    }
}
