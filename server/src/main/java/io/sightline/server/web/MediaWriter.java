package io.sightline.server.web;

import io.sightline.server.sendfile.Content;
import io.sightline.server.sendfile.Region;
import io.sightline.server.sendfile.RegionWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Writes the body of an answer: all of it, the range asked for, or its length alone. */
public final class MediaWriter {
    private MediaWriter() {}

    /** Bytes in memory, as a whole. */
    public static void write(
            Request request, Response response, Callback callback, ByteBuffer bytes) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        boolean head = HttpMethod.HEAD.is(request.getMethod());
        response.write(true, head ? null : bytes, callback);
    }

    /** Media, of which a client may want a range (RFC 9110 §14). */
    public static void write(
            Request request, Response response, Callback callback, Content content) {
        Content wanted = content;
        List<String> asked = askedRanges(request, response);
        if (!asked.isEmpty()) {
            List<ByteRange> ranges = ByteRange.parse(asked, content.length());
            if (ranges.isEmpty()) {
                response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + content.length());
                new MediaProblem(
                                416,
                                "range-not-satisfiable",
                                "Range not satisfiable",
                                "The range asked for lies outside of the media.")
                        .write(response, callback);
                return;
            }
            // Of several ranges none has ever been asked of a segment: the whole is allowed then.
            if (ranges.size() == 1) {
                ByteRange range = ranges.getFirst();
                response.setStatus(206);
                response.getHeaders()
                        .put(HttpHeader.CONTENT_RANGE, range.toHeaderValue(content.length()));
                wanted = content.slice(range.first(), range.getLength());
            }
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, wanted.length());
        if (HttpMethod.HEAD.is(request.getMethod())) {
            response.write(true, null, callback);
        } else if (wanted.regions().size() == 1
                && wanted.regions().getFirst() instanceof Region.InMemory memory) {
            response.write(true, memory.bytes().duplicate(), callback);
        } else {
            RegionWriter.write(request, response, callback, InvocationType.NON_BLOCKING, wanted);
        }
    }

    /**
     * None where If-Range names another version than the answer's entity tag (RFC 9110 §13.1.5).
     */
    private static List<String> askedRanges(Request request, Response response) {
        String version = request.getHeaders().get(HttpHeader.IF_RANGE);
        return version == null || version.equals(response.getHeaders().get(HttpHeader.ETAG))
                ? request.getHeaders().getValuesList(HttpHeader.RANGE)
                : List.of();
    }
}
