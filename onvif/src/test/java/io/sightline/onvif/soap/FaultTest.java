package io.sightline.onvif.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.onvif.http.HttpReply;
import io.sightline.onvif.soap.OnvifException.Reason;
import io.sightline.onvif.soap.SoapReply.Failed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static Reason reason(int status, String body) {
        SoapReply reply =
                SoapReply.read(
                        new HttpReply(
                                status, Map.of(), body.getBytes(StandardCharsets.UTF_8), true));
        return ((Failed) reply).reason();
    }

    private static String fault(String code, String subcode, String text) {
        return "<s:Envelope><s:Body><s:Fault><s:Code><s:Value>s:"
                + code
                + "</s:Value><s:Subcode><s:Value>"
                + subcode
                + "</s:Value></s:Subcode></s:Code><s:Reason><s:Text>"
                + text
                + "</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>";
    }

    @ParameterizedTest
    @CsvSource({
        "Sender, ter:NotAuthorized, Sender not authorized, NOT_AUTHORIZED",
        "Sender, wsse:FailedAuthentication, no, NOT_AUTHORIZED",
        "Sender, ter:Other, Authority failure, NOT_AUTHORIZED",
        "Sender, x:y, Authentication failed, NOT_AUTHORIZED",
        "Sender, x:y, WS-Security header required but not provided, NOT_AUTHORIZED",
        "Sender, ter:NotAuthorized, The account is locked, ACCOUNT_LOCKED",
        "Receiver, ter:Action, User locked after 5 attempts, ACCOUNT_LOCKED",
        "Sender, ter:InvalidArgVal, the profile is locked, INVALID_ARGUMENT",
        "Receiver, ter:ActionNotSupported, no, NOT_SUPPORTED",
        "Sender, x:y, Method 'tr2:GetProfiles' not implemented: not recognized, NOT_SUPPORTED",
        "Sender, ter:InvalidArgVal, no such profile, INVALID_ARGUMENT",
        "Sender, wsrf-rw:ResourceUnknownFault, gone, GONE",
        "Receiver, ter:OutofMemory, no memory, DEVICE_FAULT",
        "Sender, ter:WellFormed, what, SENDER_FAULT"
    })
    void meansTheSameWithEveryStatus(String code, String subcode, String text, Reason reason) {
        for (int status : new int[] {200, 400, 500}) {
            assertThat(reason(status, fault(code, subcode, text))).isEqualTo(reason);
        }
    }

    @Test
    void readsSoap11() {
        String body =
                "<e:Envelope><e:Body><e:Fault><faultcode>ter:NotAuthorized</faultcode>"
                        + "<faultstring>no</faultstring></e:Fault></e:Body></e:Envelope>";
        assertThat(reason(500, body)).isEqualTo(Reason.NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, <html/>, NOT_AUTHORIZED",
        "401, <userCheck><lockStatus>lock</lockStatus></userCheck>, ACCOUNT_LOCKED",
        "401, <userCheck><lockStatus>unlock</lockStatus></userCheck>, NOT_AUTHORIZED",
        "404, <html/>, NOT_ONVIF",
        "302, <html/>, REDIRECTED",
        "503, busy, DEVICE_FAULT",
        "200, <html/>, NOT_ONVIF",
        "200, \u0000\u0001, NOT_ONVIF"
    })
    void tellsWhatIsNoSoapByItsStatus(int status, String body, Reason reason) {
        assertThat(reason(status, body)).isEqualTo(reason);
    }

    /** The example of ONVIF's Application Programmer's Guide. */
    @Test
    void digestsThePasswordAsTheGuideDoes() {
        byte[] nonce = java.util.Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");

        assertThat(UsernameToken.digest(nonce, "2010-09-16T07:50:45Z", "userpassword"))
                .isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 199, 500})
    void keepsWhatDevicesSayShort(int length) {
        SoapReply reply =
                SoapReply.read(
                        new HttpReply(
                                500,
                                Map.of(),
                                fault("Sender", "ter:X", "x".repeat(length))
                                        .getBytes(StandardCharsets.UTF_8),
                                true));
        assertThat(((Failed) reply).detail()).hasSizeLessThanOrEqualTo(201);
    }
}
