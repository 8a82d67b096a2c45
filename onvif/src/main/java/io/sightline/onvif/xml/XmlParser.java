package io.sightline.onvif.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document into {@link XmlElement}s. There are no DTDs and no entities but the five of XML
 * itself, and depth and count are bounded; the size is bounded by who received the bytes.
 *
 * <p>Blanks and a byte order mark in front of the declaration are skipped, and what follows the
 * root element is not looked at: both come from cameras.
 */
public final class XmlParser {

    /** The deepest of ONVIF's own messages has 14 levels. */
    static final int MAX_DEPTH = 64;

    static final int MAX_ELEMENTS = 50_000;
    static final int MAX_ATTRIBUTES = 128;

    private static final XMLInputFactory FACTORY = factory();

    private XmlParser() {}

    /** Of the JDK itself, whatever else is on the class path; it is safe for any thread to use. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver(
                (_, _, _, _) -> {
                    throw new XMLStreamException("external entities are not read");
                });
        return factory;
    }

    public static XmlElement parse(byte[] document) throws MalformedXmlException {
        int start = start(document);
        try {
            XMLStreamReader reader =
                    FACTORY.createXMLStreamReader(
                            new ByteArrayInputStream(document, start, document.length - start));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedXmlException("not well-formed XML: " + firstLine(e), e);
        } catch (RuntimeException e) {
            // The JDK's parser has failed with index errors on broken encodings.
            throw new MalformedXmlException("not readable as XML", e);
        }
    }

    private static int start(byte[] document) {
        int at = 0;
        if (document.length >= 3
                && document[0] == (byte) 0xEF
                && document[1] == (byte) 0xBB
                && document[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < document.length
                && (document[at] == ' '
                        || document[at] == '\t'
                        || document[at] == '\r'
                        || document[at] == '\n')) {
            at++;
        }
        return at;
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage()).replaceFirst("(?s).*Message: ", "");
        return message.lines().findFirst().orElse("");
    }

    private static XmlElement read(XMLStreamReader reader)
            throws XMLStreamException, MalformedXmlException {
        Deque<Open> open = new ArrayDeque<>();
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++count > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        throw new MalformedXmlException("more elements than a device needs");
                    }
                    open.push(new Open(reader));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    Open element = open.peek();
                    if (element != null) {
                        element.text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = open.pop().close();
                    Open parent = open.peek();
                    if (parent == null) {
                        return closed;
                    }
                    parent.children.add(closed);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new MalformedXmlException("a document type or entity, refused");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        throw new MalformedXmlException("ends within an element");
    }

    private static final class Open {
        private final String namespace;
        private final String name;
        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, String> namespaces = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(XMLStreamReader reader) throws MalformedXmlException {
            namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
            name = reader.getLocalName();
            if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
                throw new MalformedXmlException("more attributes than a device needs");
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            for (int i = 0; i < reader.getNamespaceCount(); i++) {
                namespaces.put(
                        Optional.ofNullable(reader.getNamespacePrefix(i)).orElse(""),
                        Optional.ofNullable(reader.getNamespaceURI(i)).orElse(""));
            }
        }

        XmlElement close() {
            return new XmlElement(
                    namespace, name, attributes, text.toString().strip(), children, namespaces);
        }
    }
}
