package io.sightline.onvif.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a device's answer. Found by local name alone: devices agree on the names of things,
 * but not on their namespaces.
 *
 * @param namespace empty if there is none, or its prefix is not declared
 * @param attributes by local name
 * @param text of this element itself, without that of its children, without blanks around it
 */
public record XmlElement(
        String namespace,
        String name,
        Map<String, String> attributes,
        String text,
        List<XmlElement> children) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The first child of that name. */
    public Optional<XmlElement> child(String wanted) {
        for (XmlElement child : children) {
            if (child.name.equals(wanted)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The first of each name in turn, from here downwards. */
    public Optional<XmlElement> at(String... path) {
        XmlElement element = this;
        for (String name : path) {
            Optional<XmlElement> next = element.child(name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            element = next.get();
        }
        return Optional.of(element);
    }

    public List<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** Text at the end of the path, if it is not blank. */
    public Optional<String> textAt(String... path) {
        return at(path).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** A number at the end of the path; whatever is no number is not there. */
    public Optional<Double> numberAt(String... path) {
        return textAt(path).flatMap(XmlElement::number);
    }

    /** A number without its fraction: some devices write 25.000000 for 25. */
    public Optional<Integer> integerAt(String... path) {
        return numberAt(path).map(Double::intValue);
    }

    /** {@code true}, {@code 1}, {@code on} in any case; empty if there is nothing. */
    public Optional<Boolean> booleanAt(String... path) {
        return textAt(path).map(XmlElement::isTrue);
    }

    public Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted)).filter(value -> !value.isBlank());
    }

    public Optional<Double> numberAttribute(String wanted) {
        return attribute(wanted).flatMap(XmlElement::number);
    }

    public Optional<Integer> integerAttribute(String wanted) {
        return numberAttribute(wanted).map(Double::intValue);
    }

    public boolean booleanAttribute(String wanted) {
        return attribute(wanted).map(XmlElement::isTrue).orElse(false);
    }

    /** xsd:boolean, and what devices write instead. */
    public static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equals("1") || text.equalsIgnoreCase("on");
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
