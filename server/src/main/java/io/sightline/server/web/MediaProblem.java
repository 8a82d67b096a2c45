package io.sightline.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a media route answers instead of media: an RFC 9457 problem, of the same form as those of
 * the API, written on Jetty's core.
 *
 * @param slug last part of its type; stays the same for ever
 * @param title the kind of problem, a few words
 * @param detail a sentence for a person
 */
public record MediaProblem(int status, String slug, String title, String detail) {

    /** 404: it is not there, or not there for who asks. */
    public static MediaProblem noSuchStream(String name) {
        return new MediaProblem(
                404, "stream-not-found", "No such stream", "There is no stream \"" + name + "\".");
    }

    public void write(Response response, Callback callback) {
        write(response, callback, "");
    }

    /**
     * With members of its own (RFC 9457 §3.2).
     *
     * @param members as JSON, each with a comma before it
     */
    public void write(Response response, Callback callback, String members) {
        byte[] json = json(members);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, ByteBuffer.wrap(json), callback);
    }

    /** For those who answer by other means than Jetty's core. */
    public byte[] json() {
        return json("");
    }

    private byte[] json(String members) {
        return toJson(members).getBytes(StandardCharsets.UTF_8);
    }

    private String toJson(String members) {
        return "{\"type\":"
                + quote(ProblemException.TYPE_PREFIX + slug)
                + ",\"title\":"
                + quote(title)
                + ",\"status\":"
                + status
                + ",\"detail\":"
                + quote(detail)
                + members
                + "}";
    }

    /** A JSON string, RFC 8259 §7. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
