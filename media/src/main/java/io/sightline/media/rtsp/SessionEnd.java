package io.sightline.media.rtsp;

import io.sightline.media.stream.StreamFailure;

/**
 * How a session that played came to its end.
 *
 * @param udpSilent UDP was set up and not one packet came: something between keeps them away
 */
record SessionEnd(StreamFailure failure, boolean udpSilent) {}
