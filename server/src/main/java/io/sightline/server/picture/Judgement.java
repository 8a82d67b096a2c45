package io.sightline.server.picture;

/**
 * A verdict and what it rests on.
 *
 * @param change how much the block that changed most differs from one frame to the next, in steps
 *     of brightness out of 255; 0 when there was one frame only
 */
record Judgement(Verdict verdict, PictureMeasures measures, double change) {}
