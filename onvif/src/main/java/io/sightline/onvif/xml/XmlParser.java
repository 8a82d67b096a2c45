package io.sightline.onvif.xml;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into {@link XmlElement}s. There are no DTDs and no entities but the five of XML
 * itself, and depth and count are bounded; the size is bounded by who received the bytes.
 *
 * <p>Blanks and a byte order mark in front of the declaration are skipped, what follows the root
 * element is not looked at, and prefixes need not be declared: all of this comes from cameras.
 */
public final class XmlParser {

    /** The deepest of ONVIF's own messages has 14 levels. */
    static final int MAX_DEPTH = 64;

    static final int MAX_ELEMENTS = 50_000;
    static final int MAX_ATTRIBUTES = 128;

    private static final int MAX_DECLARATION_BYTES = 200;
    private static final Pattern FALSE_DECLARATION =
            Pattern.compile("<\\?xml[^>]*encoding=[\"'](?i:utf-16|ucs-2)[^>]*\\?>\\s*");

    private static final XMLInputFactory FACTORY = factory();

    private XmlParser() {}

    /**
     * Woodstox: for answers of a few kilobytes the JDK's own takes five times as long, and five
     * times the memory, most of it to get ready. It is safe for any thread to use.
     */
    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Names that a device makes up would stay in the JVM's own table for long.
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setXMLResolver(
                (_, _, _, _) -> {
                    throw new XMLStreamException("external entities are not read");
                });
        return factory;
    }

    public static XmlElement parse(byte[] document) throws MalformedXmlException {
        int start = afterFalseDeclaration(document, start(document));
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
            // Parsers have failed with index errors on broken encodings.
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

    /**
     * Some encoders declare UTF-16 and send UTF-8, of which the declaration itself is the proof:
     * without it the bytes are read as what they are.
     */
    private static int afterFalseDeclaration(byte[] document, int start) {
        int length = Math.min(document.length - start, MAX_DECLARATION_BYTES);
        String head = new String(document, start, length, StandardCharsets.ISO_8859_1);
        Matcher declaration = FALSE_DECLARATION.matcher(head);
        return declaration.lookingAt() ? start + declaration.end() : start;
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
                    open.push(new Open(reader, open.peek()));
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
        private static final String DECLARATION = "xmlns";
        private static final String DECLARATION_OF_PREFIX = "xmlns:";

        private final @Nullable Open parent;
        private final String prefix;
        private final String name;
        private final Map<String, String> attributes = new HashMap<>();
        private final Map<String, String> namespaces = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        Open(XMLStreamReader reader, @Nullable Open parent) throws MalformedXmlException {
            this.parent = parent;
            String qualified = reader.getLocalName();
            prefix = prefix(qualified);
            name = local(qualified);
            if (reader.getAttributeCount() > MAX_ATTRIBUTES) {
                throw new MalformedXmlException("more attributes than a device needs");
            }
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                String attribute = reader.getAttributeLocalName(i);
                String value = reader.getAttributeValue(i);
                if (attribute.equals(DECLARATION)) {
                    namespaces.put("", value);
                } else if (attribute.startsWith(DECLARATION_OF_PREFIX)) {
                    namespaces.put(local(attribute), value);
                } else {
                    attributes.put(local(attribute), value);
                }
            }
        }

        private static String prefix(String qualified) {
            return qualified.substring(0, Math.max(0, qualified.indexOf(':')));
        }

        private static String local(String qualified) {
            return qualified.substring(qualified.indexOf(':') + 1);
        }

        XmlElement close() {
            return new XmlElement(namespace(), name, attributes, text.toString().strip(), children);
        }

        private String namespace() {
            for (Open element = this; element != null; element = element.parent) {
                String declared = element.namespaces.get(prefix);
                if (declared != null) {
                    return declared;
                }
            }
            return "";
        }
    }
}
