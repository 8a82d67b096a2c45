package io.sightline.onvif.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlParserTest {

    private static XmlElement parse(String text) throws MalformedXmlException {
        return XmlParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsByLocalName() throws Exception {
        XmlElement root =
                parse("<a:r xmlns:a='urn:a'><b:x xmlns:b='urn:b' b:t='1'> 25.0 </b:x><x/></a:r>");

        assertThat(root.namespace()).isEqualTo("urn:a");
        assertThat(root.child("x").orElseThrow().namespace()).isEqualTo("urn:b");
        assertThat(root.integerAt("x")).contains(25);
        assertThat(root.child("x").orElseThrow().booleanAttribute("t")).isTrue();
        assertThat(root.children("x")).hasSize(2);
        assertThat(root.textAt("x", "y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF<r><x>1</x></r>",
                "\r\n <?xml version=\"1.0\"?><r><x>1</x></r>",
                "<r><x>1</x></r>\0\0garbage <",
                "<?xml version='1.0' encoding='UTF-16'?><r><x>1</x></r>",
                "<SOAP:r><env:x>1</env:x></SOAP:r>",
                "<r><x><![CDATA[1]]></x><!-- no --></r>"
            })
    void readsWhatCamerasWrite(String text) throws Exception {
        assertThat(parse(text).integerAt("x")).contains(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<r>",
                "<r><x></r>",
                "<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>",
                "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x'><r/>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
                "<r>&unknown;</r>"
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void refusesDepthAndNumber() {
        assertThatThrownBy(() -> parse("<x>".repeat(XmlParser.MAX_DEPTH + 1)))
                .isInstanceOf(MalformedXmlException.class);
        assertThatThrownBy(() -> parse("<r>" + "<x/>".repeat(XmlParser.MAX_ELEMENTS) + "</r>"))
                .isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void readsWhatTheWriterWrites() throws Exception {
        String nasty = "<a href=\"x\">&amp; 'q' \t\n ]]> 😀 ä";
        String xml =
                XmlWriter.of("tt:r", "a", nasty)
                        .text("tt:x", nasty)
                        .text("tt:y", "\u0000\u0007\uFFFFok")
                        .toString();

        XmlElement read = parse(xml);

        assertThat(read.attribute("a")).contains(nasty);
        assertThat(read.textAt("x")).contains(nasty);
        assertThat(read.textAt("y")).contains("ok");
    }
}
