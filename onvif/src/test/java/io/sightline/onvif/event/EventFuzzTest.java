package io.sightline.onvif.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sightline.onvif.soap.DeviceClock;
import io.sightline.onvif.xml.MalformedXmlException;
import io.sightline.onvif.xml.XmlElement;
import io.sightline.onvif.xml.XmlParser;
import java.time.InstantSource;

/** Whatever a device reports is an event or nothing. */
class EventFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsAnyReport(byte[] data) {
        try {
            XmlElement pulled = XmlParser.parse(data);
            new EventReader(new DeviceClock(InstantSource.system()))
                    .events(pulled)
                    .forEach(event -> assertThat(event.message().topic()).isNotNull());
            assertThat(PullPoint.lifetimeLeft(pulled).filter(left -> left.isNegative())).isEmpty();
            assertThat(Addressing.parameters(pulled)).isNotNull();
        } catch (MalformedXmlException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
