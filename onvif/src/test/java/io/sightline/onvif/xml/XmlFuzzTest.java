package io.sightline.onvif.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any bytes are a document or are refused, and any text survives being written. */
class XmlFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsOrRefuses(byte[] data) {
        try {
            assertThat(XmlParser.parse(data).name()).isNotEmpty();
        } catch (MalformedXmlException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "5s")
    void writesAnyText(byte[] data) throws MalformedXmlException {
        String text = new String(data, StandardCharsets.UTF_8);
        String xml = XmlWriter.of("r", "a", text).text("x", text).text("y", "end").toString();

        XmlElement read = XmlParser.parse(xml.getBytes(StandardCharsets.UTF_8));

        assertThat(read.children()).hasSize(2);
        assertThat(read.textAt("y")).contains("end");
    }
}
