package io.sightline.media.sdp;

import java.util.List;

/**
 * What a camera offers: its media, in the order it names them.
 *
 * @param control URL of the whole (RFC 2326 §C.1.1), empty when there is none
 */
public record SessionDescription(String name, String control, List<MediaDescription> media)
        implements SdpResult {

    public SessionDescription {
        media = List.copyOf(media);
    }
}
