package io.sightline.simulator.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A request's envelope.
 *
 * @param operation the body's element
 */
record SoapRequest(Element envelope, Element operation) {

    /** To make one costs more than to parse with it; each is one thread's at a time. */
    private static final Queue<DocumentBuilder> IDLE_BUILDERS = new ConcurrentLinkedQueue<>();

    private static final String NO_DTD = "http://apache.org/xml/features/disallow-doctype-decl";

    static SoapRequest parse(String text) throws IOException {
        DocumentBuilder builder = IDLE_BUILDERS.poll();
        try {
            builder = builder == null ? newBuilder() : builder;
            Element envelope =
                    builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                            .getDocumentElement();
            Element operation =
                    first(envelope, "Body")
                            .flatMap(SoapRequest::firstElement)
                            .orElseThrow(() -> new IOException("no body"));
            return new SoapRequest(envelope, operation);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not XML", e);
        } finally {
            if (builder != null) {
                IDLE_BUILDERS.add(builder);
            }
        }
    }

    private static DocumentBuilder newBuilder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(NO_DTD, true);
        return factory.newDocumentBuilder();
    }

    private static Optional<Element> firstElement(Element parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static Optional<Element> first(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? Optional.empty() : Optional.of((Element) found.item(0));
    }

    String name() {
        return operation.getLocalName();
    }

    String namespace() {
        return String.valueOf(operation.getNamespaceURI());
    }

    /** Text of the first such element in the body, wherever it is. */
    Optional<String> text(String name) {
        return first(operation, name).map(Element::getTextContent).map(String::strip);
    }

    /** An attribute of the first such element in the body. */
    Optional<Double> number(String name, String attribute) {
        return first(operation, name)
                .map(element -> element.getAttribute(attribute))
                .filter(value -> !value.isEmpty())
                .map(Double::valueOf);
    }

    boolean mentions(String name) {
        return first(operation, name).isPresent();
    }

    /** Of the header. */
    Optional<Element> header(String name) {
        return first(envelope, "Header").flatMap(header -> first(header, name));
    }
}
