package io.sightline.onvif.xml;

/** What came is not XML, or is more of it than anybody needs. */
public final class MalformedXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedXmlException(String message) {
        super(message);
    }

    MalformedXmlException(String message, Throwable cause) {
        super(message, cause);
    }
}
