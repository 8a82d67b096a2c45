package io.sightline.simulator.onvif;

import java.util.List;

/** Media (ver10). */
final class MediaService {

    private final OnvifCamera camera;
    private final List<Profile> profiles;

    MediaService(OnvifCamera camera) {
        this.camera = camera;
        this.profiles = Profile.of(camera.spec());
    }

    String answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetProfiles" -> profiles();
            case "GetStreamUri" ->
                    "<trt:GetStreamUriResponse>"
                            + mediaUri(camera.streamUrl(profile(request).stream().rtspUrl()))
                            + "</trt:GetStreamUriResponse>";
            case "GetSnapshotUri" ->
                    "<trt:GetSnapshotUriResponse>"
                            + mediaUri(camera.snapshotUrl(profile(request)))
                            + "</trt:GetSnapshotUriResponse>";
            case "GetServiceCapabilities" ->
                    "<trt:GetServiceCapabilitiesResponse><trt:Capabilities SnapshotUri=\"true\"/>"
                            + "</trt:GetServiceCapabilitiesResponse>";
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private Profile profile(SoapRequest request) throws SoapFault {
        return Profile.find(profiles, request.text("ProfileToken"))
                .orElseThrow(() -> SoapFault.invalidArgument("no such profile"));
    }

    private static String mediaUri(String uri) {
        return """
        <trt:MediaUri><tt:Uri>%s</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>\
        <tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout>\
        </trt:MediaUri>"""
                .formatted(Xml.escaped(uri));
    }

    private String profiles() {
        StringBuilder answer = new StringBuilder("<trt:GetProfilesResponse>");
        for (Profile profile : profiles) {
            answer.append(one(profile));
        }
        return answer.append("</trt:GetProfilesResponse>").toString();
    }

    private static String one(Profile profile) {
        StreamSpec stream = profile.stream();
        // H.265 is beyond this service's enumeration: devices call it H264 or leave it out.
        String codec = stream.codec().equals("JPEG") ? "JPEG" : "H264";
        String h264 =
                codec.equals("H264")
                        ? "<tt:H264><tt:GovLength>%d</tt:GovLength><tt:H264Profile>Main</tt:H264Profile></tt:H264>"
                                .formatted(stream.gopFrames())
                        : "";
        return """
        <trt:Profiles token="%s" fixed="true"><tt:Name>%s</tt:Name>\
        <tt:VideoSourceConfiguration token="vsc_%d"><tt:Name>vsc</tt:Name><tt:UseCount>2</tt:UseCount>\
        <tt:SourceToken>%s</tt:SourceToken><tt:Bounds x="0" y="0" width="%d" height="%d"/>\
        </tt:VideoSourceConfiguration>\
        <tt:VideoEncoderConfiguration token="vec_%s"><tt:Name>vec</tt:Name>\
        <tt:UseCount>1</tt:UseCount><tt:Encoding>%s</tt:Encoding>\
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:Quality>4</tt:Quality><tt:RateControl><tt:FrameRateLimit>%d</tt:FrameRateLimit>\
        <tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>%d</tt:BitrateLimit>\
        </tt:RateControl>%s<tt:SessionTimeout>PT60S</tt:SessionTimeout>\
        </tt:VideoEncoderConfiguration>%s</trt:Profiles>"""
                .formatted(
                        profile.token(),
                        profile.name(),
                        profile.channel(),
                        profile.sourceToken(),
                        stream.widthPixels(),
                        stream.heightPixels(),
                        profile.token(),
                        codec,
                        stream.widthPixels(),
                        stream.heightPixels(),
                        stream.framesPerSecond(),
                        stream.kilobitsPerSecond(),
                        h264,
                        profile.ptz()
                                ? "<tt:PTZConfiguration token=\"ptz\"><tt:Name>ptz</tt:Name>"
                                        + "<tt:UseCount>1</tt:UseCount><tt:NodeToken>node</tt:NodeToken>"
                                        + "</tt:PTZConfiguration>"
                                : "");
    }
}
