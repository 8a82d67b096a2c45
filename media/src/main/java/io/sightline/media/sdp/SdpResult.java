package io.sightline.media.sdp;

/** What became of a text that should be a session description. */
public sealed interface SdpResult permits SessionDescription, SdpResult.Rejected {

    /**
     * It is none.
     *
     * @param line where it went wrong, counted from 1; 0 when it is about the whole
     */
    record Rejected(String reason, int line) implements SdpResult {}
}
