package io.sightline.onvif.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Writes a message's elements, names with the prefixes of {@link Namespaces}. Whatever is given as
 * text is escaped, so that no value can become markup.
 *
 * <pre>{@code
 * XmlWriter.of("trt:GetStreamUri").text("trt:ProfileToken", token).toString()
 * }</pre>
 */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    private XmlWriter() {}

    /** Begins with a root element and its attributes, name and value in turn. */
    public static XmlWriter of(String root, String... attributes) {
        return new XmlWriter().open(root, attributes);
    }

    /** Begins an element; attributes are name and value in turn. */
    public XmlWriter open(String name, String... attributes) {
        start(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    public XmlWriter close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public XmlWriter text(String name, String value, String... attributes) {
        start(name, attributes);
        out.append('>').append(escaped(value)).append("</").append(name).append('>');
        return this;
    }

    public XmlWriter empty(String name, String... attributes) {
        start(name, attributes);
        out.append("/>");
        return this;
    }

    /** An element if there is a value for it. */
    public XmlWriter optional(String name, Optional<?> value) {
        value.ifPresent(present -> text(name, present.toString()));
        return this;
    }

    /** The whole document, with this text in the innermost element. */
    public String textOnly(String value) {
        out.append(escaped(value));
        return toString();
    }

    /** XML that this class has written. */
    public XmlWriter written(String xml) {
        out.append(xml);
        return this;
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escaped(attributes[i + 1])).append('"');
        }
    }

    /** XML 1.0 has no place for most control characters: they are left out. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        value.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> text.append("&lt;");
                                case '>' -> text.append("&gt;");
                                case '&' -> text.append("&amp;");
                                case '"' -> text.append("&quot;");
                                case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
                                default -> {
                                    if (isCharacter(c)) {
                                        text.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return text.toString();
    }

    /** XML 1.0 §2.2. */
    private static boolean isCharacter(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    /** The document so far, with everything closed. */
    @Override
    public String toString() {
        StringBuilder whole = new StringBuilder(out);
        open.forEach(name -> whole.append("</").append(name).append('>'));
        return whole.toString();
    }
}
