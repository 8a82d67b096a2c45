package io.sightline.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bodies of requests: what says that it is longer is refused unread, what turns out to
 * be is read no further. Uploads are bounded where they are taken.
 */
final class BodyLimit extends OncePerRequestFilter {

    /** The longest that the API takes are lists of ids, a few hundred kilobytes. */
    static final int MOST_BYTES = 2 << 20;

    private static final MediaProblem TOO_LONG =
            new MediaProblem(
                    413,
                    "content-too-large",
                    "Too long",
                    "A request's body has at most " + MOST_BYTES + " bytes.");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            byte[] json = TOO_LONG.json();
            response.setStatus(TOO_LONG.status());
            response.setContentType("application/problem+json");
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.getOutputStream().write(json);
        } else if (request.getContentLengthLong() < 0) {
            chain.doFilter(new Bounded(request), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A request that doesn't say how long it is. */
    private static final class Bounded extends HttpServletRequestWrapper {

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream());
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private int left = MOST_BYTES;

        BoundedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the request's body is too long");
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
