package io.sightline.simulator.onvif;

import java.util.List;

/** Media2 (ver20). Configurations are only there if they are asked for by type. */
final class Media2Service {

    private final OnvifCamera camera;
    private final List<Profile> profiles;

    Media2Service(OnvifCamera camera) {
        this.camera = camera;
        this.profiles = Profile.of(camera.spec());
    }

    String answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetProfiles" -> profiles(request);
            case "GetStreamUri" ->
                    uri("GetStreamUri", camera.streamUrl(profile(request).stream().rtspUrl()));
            case "GetSnapshotUri" -> uri("GetSnapshotUri", camera.snapshotUrl(profile(request)));
            case "GetServiceCapabilities" ->
                    "<tr2:GetServiceCapabilitiesResponse><tr2:Capabilities SnapshotUri=\"true\">"
                            + "<tr2:ProfileCapabilities/><tr2:StreamingCapabilities/>"
                            + "</tr2:Capabilities></tr2:GetServiceCapabilitiesResponse>";
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private Profile profile(SoapRequest request) throws SoapFault {
        return Profile.find(profiles, request.text("ProfileToken"))
                .orElseThrow(() -> SoapFault.invalidArgument("no such profile"));
    }

    private static String uri(String operation, String uri) {
        return "<tr2:%1$sResponse><tr2:Uri>%2$s</tr2:Uri></tr2:%1$sResponse>"
                .formatted(operation, Xml.escaped(uri));
    }

    private String profiles(SoapRequest request) {
        boolean asked = request.mentions("Type");
        StringBuilder answer = new StringBuilder("<tr2:GetProfilesResponse>");
        for (Profile profile : profiles) {
            answer.append(
                    "<tr2:Profiles token=\"%s\" fixed=\"true\"><tr2:Name>%s</tr2:Name>%s</tr2:Profiles>"
                            .formatted(
                                    profile.token(),
                                    profile.name(),
                                    asked ? configurations(profile) : ""));
        }
        return answer.append("</tr2:GetProfilesResponse>").toString();
    }

    private static String configurations(Profile profile) {
        StreamSpec stream = profile.stream();
        return """
        <tr2:Configurations><tr2:VideoSource token="vsc_%d"><tt:Name>vsc</tt:Name>\
        <tt:UseCount>2</tt:UseCount><tt:SourceToken>%s</tt:SourceToken>\
        <tt:Bounds x="0" y="0" width="%d" height="%d"/></tr2:VideoSource>\
        <tr2:VideoEncoder token="vec_%s" GovLength="%d" Profile="Main"><tt:Name>vec</tt:Name>\
        <tt:UseCount>1</tt:UseCount><tt:Encoding>%s</tt:Encoding>\
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>%d.0</tt:FrameRateLimit>\
        <tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl><tt:Quality>4</tt:Quality>\
        </tr2:VideoEncoder>%s</tr2:Configurations>"""
                .formatted(
                        profile.channel(),
                        profile.sourceToken(),
                        stream.widthPixels(),
                        stream.heightPixels(),
                        profile.token(),
                        stream.gopFrames(),
                        stream.codec(),
                        stream.widthPixels(),
                        stream.heightPixels(),
                        stream.framesPerSecond(),
                        stream.kilobitsPerSecond(),
                        profile.ptz()
                                ? "<tr2:PTZ token=\"ptz\"><tt:Name>ptz</tt:Name><tt:UseCount>1</tt:UseCount>"
                                        + "<tt:NodeToken>node</tt:NodeToken></tr2:PTZ>"
                                : "");
    }
}
