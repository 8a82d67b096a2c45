package io.sightline.simulator.onvif;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The device service: what it is, what time it is, where the others are. */
final class DeviceService {

    private final OnvifCamera camera;

    DeviceService(OnvifCamera camera) {
        this.camera = camera;
    }

    String answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetSystemDateAndTime" -> time();
            case "SetSystemDateAndTime" -> setTime(request);
            case "GetServices" -> services(request);
            case "GetCapabilities" -> capabilities();
            case "GetDeviceInformation" -> information();
            case "GetScopes" -> scopes();
            case "GetHostname" ->
                    """
                    <tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP>\
                    <tt:Name>simulator</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>""";
            case "SystemReboot" -> {
                camera.restart();
                yield "<tds:SystemRebootResponse><tds:Message>Rebooting in 1 second</tds:Message>"
                        + "</tds:SystemRebootResponse>";
            }
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private String time() {
        OffsetDateTime utc = camera.deviceTime().atOffset(ZoneOffset.UTC);
        return """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>\
        <tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>\
        <tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone><tt:UTCDateTime>\
        <tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
        <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>\
        </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"""
                .formatted(
                        utc.getHour(),
                        utc.getMinute(),
                        utc.getSecond(),
                        utc.getYear(),
                        utc.getMonthValue(),
                        utc.getDayOfMonth());
    }

    private String setTime(SoapRequest request) throws SoapFault {
        Instant time =
                OffsetDateTime.of(
                                number(request, "Year"),
                                number(request, "Month"),
                                number(request, "Day"),
                                number(request, "Hour"),
                                number(request, "Minute"),
                                number(request, "Second"),
                                0,
                                ZoneOffset.UTC)
                        .toInstant();
        camera.setTime(time);
        return "<tds:SetSystemDateAndTimeResponse/>";
    }

    private static int number(SoapRequest request, String name) throws SoapFault {
        return request.text(name)
                .map(Integer::parseInt)
                .orElseThrow(() -> SoapFault.invalidArgument("no " + name));
    }

    private String services(SoapRequest request) throws SoapFault {
        if (camera.ailments().has(DeviceFault.OnlyMedia1.class)) {
            throw SoapFault.notSupported(request.name());
        }
        StringBuilder services = new StringBuilder("<tds:GetServicesResponse>");
        for (ServiceKind kind : camera.services()) {
            services.append(
                    """
                    <tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>%s</tds:XAddr>\
                    <tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version>\
                    </tds:Service>"""
                            .formatted(kind.namespace(), camera.url(kind.path())));
        }
        return services.append("</tds:GetServicesResponse>").toString();
    }

    private String capabilities() {
        String ptz =
                camera.spec().ptz()
                        ? "<tt:PTZ><tt:XAddr>"
                                + camera.url(ServiceKind.PTZ.path())
                                + "</tt:XAddr></tt:PTZ>"
                        : "";
        return """
        <tds:GetCapabilitiesResponse><tds:Capabilities>\
        <tt:Device><tt:XAddr>%s</tt:XAddr></tt:Device>\
        <tt:Events><tt:XAddr>%s</tt:XAddr><tt:WSSubscriptionPolicySupport>false\
        </tt:WSSubscriptionPolicySupport><tt:WSPullPointSupport>true</tt:WSPullPointSupport>\
        <tt:WSPausableSubscriptionManagerInterfaceSupport>false\
        </tt:WSPausableSubscriptionManagerInterfaceSupport></tt:Events>\
        <tt:Imaging><tt:XAddr>%s</tt:XAddr></tt:Imaging>\
        <tt:Media><tt:XAddr>%s</tt:XAddr><tt:StreamingCapabilities>\
        <tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>%s\
        </tds:Capabilities></tds:GetCapabilitiesResponse>"""
                .formatted(
                        camera.url(ServiceKind.DEVICE.path()),
                        camera.url(ServiceKind.EVENTS.path()),
                        camera.url(ServiceKind.IMAGING.path()),
                        camera.url(ServiceKind.MEDIA.path()),
                        ptz);
    }

    private String information() {
        DeviceSpec spec = camera.spec();
        return """
        <tds:GetDeviceInformationResponse><tds:Manufacturer>%s</tds:Manufacturer>\
        <tds:Model>%s</tds:Model><tds:FirmwareVersion>1.0</tds:FirmwareVersion>\
        <tds:SerialNumber>%s</tds:SerialNumber><tds:HardwareId>simulated</tds:HardwareId>\
        </tds:GetDeviceInformationResponse>"""
                .formatted(
                        Xml.escaped(spec.manufacturer()),
                        Xml.escaped(spec.model()),
                        Xml.escaped(spec.serial()));
    }

    private String scopes() {
        StringBuilder answer = new StringBuilder("<tds:GetScopesResponse>");
        for (String scope : camera.scopes()) {
            answer.append("<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>")
                    .append(scope)
                    .append("</tt:ScopeItem></tds:Scopes>");
        }
        return answer.append("</tds:GetScopesResponse>").toString();
    }
}
