package io.sightline.media.stream;

/**
 * Quality of a stream as measured where it enters (V9). Totals count since the stream was made.
 *
 * @param bitrateBitsPerSecond over the last seconds
 * @param framesPerSecond of the video track over the last seconds
 * @param gopMillis duration between the last two key frames, 0 before there were two
 * @param gopFrames access units between them
 * @param lostPackets RTP packets missing by sequence number
 * @param reorderedPackets RTP packets that came late and were put right
 * @param discardedAccessUnits incomplete ones, thrown away
 * @param discontinuities jumps of the source's clock or changes of format
 * @param gaps times when nothing came for longer than a second
 * @param reconnects connections made after the first
 * @param clockDriftPpm of the source against the server, parts per million; 0 while unknown
 */
public record StreamStatistics(
        long bitrateBitsPerSecond,
        double framesPerSecond,
        long gopMillis,
        int gopFrames,
        long bytes,
        long frames,
        long keyFrames,
        long lostPackets,
        long reorderedPackets,
        long discardedAccessUnits,
        long discontinuities,
        long gaps,
        long reconnects,
        double clockDriftPpm) {}
