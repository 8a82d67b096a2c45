package io.sightline.onvif.media;

import io.sightline.onvif.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the profiles of both services into one form. */
final class ProfileReader {

    private static final int MAX_PROFILES = 1_024;

    private ProfileReader() {}

    /** Media, {@code tt:Profile}: configurations lie in the profile itself. */
    static List<MediaProfile> media1(XmlElement answer) {
        return read(
                answer,
                profile ->
                        new Parts(
                                profile.child("VideoSourceConfiguration"),
                                profile.child("VideoEncoderConfiguration"),
                                profile.child("AudioEncoderConfiguration"),
                                profile.child("PTZConfiguration").isPresent()));
    }

    /** Media2, {@code tr2:MediaProfile}: configurations are under one roof, with shorter names. */
    static List<MediaProfile> media2(XmlElement answer) {
        return read(
                answer,
                profile ->
                        new Parts(
                                profile.at("Configurations", "VideoSource"),
                                profile.at("Configurations", "VideoEncoder"),
                                profile.at("Configurations", "AudioEncoder"),
                                profile.at("Configurations", "PTZ").isPresent()));
    }

    private record Parts(
            Optional<XmlElement> source,
            Optional<XmlElement> video,
            Optional<XmlElement> audio,
            boolean ptz) {}

    @FunctionalInterface
    private interface Finder {
        Parts in(XmlElement profile);
    }

    private static List<MediaProfile> read(XmlElement answer, Finder finder) {
        Map<String, Integer> channels = new LinkedHashMap<>();
        List<MediaProfile> profiles = new ArrayList<>();
        for (XmlElement profile : answer.children("Profiles")) {
            Parts parts = finder.in(profile);
            Optional<String> token = profile.attribute("token");
            // Profiles for metadata or sound alone show nothing.
            if (token.isEmpty() || (parts.source.isEmpty() && parts.video.isEmpty())) {
                continue;
            }
            if (profiles.size() == MAX_PROFILES) {
                break;
            }
            String source = parts.source.flatMap(found -> found.textAt("SourceToken")).orElse("");
            profiles.add(
                    new MediaProfile(
                            token.get(),
                            profile.textAt("Name").orElse(token.get()),
                            channels.computeIfAbsent(source, _ -> channels.size() + 1),
                            source,
                            parts.video.map(ProfileReader::encoding),
                            parts.audio.flatMap(found -> found.textAt("Encoding")),
                            parts.ptz));
        }
        return profiles;
    }

    private static VideoEncoding encoding(XmlElement video) {
        VideoCodec codec = VideoCodec.of(video.textAt("Encoding").orElse(""));
        return new VideoEncoding(
                codec,
                video.integerAt("Resolution", "Width").orElse(0),
                video.integerAt("Resolution", "Height").orElse(0),
                positive(video.numberAt("RateControl", "FrameRateLimit")),
                video.integerAt("RateControl", "BitrateLimit").filter(rate -> rate > 0),
                gop(video));
    }

    private static Optional<Double> positive(Optional<Double> number) {
        return number.filter(value -> value > 0);
    }

    /** An attribute in Media2, an element of the codec in Media. */
    private static Optional<Integer> gop(XmlElement video) {
        return video.integerAttribute("GovLength")
                .or(() -> video.integerAt("H264", "GovLength"))
                .or(() -> video.integerAt("MPEG4", "GovLength"))
                .filter(length -> length > 0);
    }
}
