package io.sightline.media.codec;

/** What a parameter set that was seen in a stream means for the track's format. */
public enum ParameterSetOffer {
    /** The same bytes are known under this id already. */
    KNOWN,
    /** New, or different from the one known under its id. */
    CHANGED,
    /** Not a parameter set that can be read; what was known stays. */
    REJECTED
}
