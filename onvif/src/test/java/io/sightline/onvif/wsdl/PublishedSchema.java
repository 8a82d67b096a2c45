package io.sightline.onvif.wsdl;

import java.io.IOException;
import java.net.URL;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The schemas within a published WSDL. CXF would make them by itself, but fails, and then validates
 * nothing: ONVIF's own schemas break the rule of unique particle attribution, whose check has to be
 * turned off.
 */
final class PublishedSchema {

    private static final String FULL_CHECKING =
            "http://apache.org/xml/features/validation/schema-full-checking";

    private PublishedSchema() {}

    static URL wsdl(String name) {
        return Optional.ofNullable(PublishedSchema.class.getResource("/wsdl/" + name))
                .orElseThrow();
    }

    static Schema of(String wsdl) throws IOException {
        String url = wsdl(wsdl).toString();
        try {
            Document document =
                    DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(url);
            NodeList schemas =
                    document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
            Source[] sources = new Source[schemas.getLength()];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = new DOMSource(schemas.item(i), url);
            }
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(FULL_CHECKING, false);
            return factory.newSchema(sources);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(wsdl + " is not readable", e);
        }
    }
}
