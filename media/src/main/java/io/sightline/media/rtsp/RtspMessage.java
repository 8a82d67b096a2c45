package io.sightline.media.rtsp;

import java.util.Optional;

/** What comes from a server between the media: an answer, or a request of its own. */
sealed interface RtspMessage {

    RtspHeaders headers();

    /** An answer; its body is text, if it has one. */
    record Response(int status, String reason, RtspHeaders headers, String body)
            implements RtspMessage {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        boolean redirect() {
            return status >= 300 && status < 400;
        }

        /** {@code 404 Not Found}, cut to what fits into a sentence. */
        String statusLine() {
            String words = reason.length() > 80 ? reason.substring(0, 80) : reason;
            return (status + " " + words).strip();
        }
    }

    /** A request that the server makes of the client. */
    record ServerRequest(String method, RtspHeaders headers) implements RtspMessage {}

    /** The sequence number, if there is one that can be read; cameras put blanks behind it. */
    default Optional<Integer> sequence() {
        return headers().first("CSeq").map(String::strip).flatMap(RtspMessage::number);
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
