/**
 * Live HLS and Low-Latency HLS (RFC 8216bis) out of a stream's chunks: a chunk is a part, a run of
 * chunks is a segment, and a playlist is built once per chunk for all viewers.
 */
@NullMarked
package io.sightline.media.hls;

import org.jspecify.annotations.NullMarked;
