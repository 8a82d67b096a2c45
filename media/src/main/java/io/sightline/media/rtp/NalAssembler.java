package io.sightline.media.rtp;

import io.sightline.media.cmaf.AccessUnitBuffer;
import io.sightline.media.codec.ParameterSetOffer;
import java.nio.ByteBuffer;

/**
 * Puts NAL units together into access units, whatever the payload format they came in. Slices go
 * straight into the stream's buffer; everything else is small.
 *
 * <p>An access unit ends with the marker bit once it has a slice, with a change of timestamp, or
 * where a NAL unit can't belong to it any more. Cameras leave the marker out, or set it behind
 * parameter sets, or behind every slice.
 */
final class NalAssembler {

    /**
     * Access units at the start that are searched for start codes. Later ones are only when that
     * found some: NAL units in RTP have none, but some cameras pack an Annex B stream as it is.
     */
    private static final int INSPECTED_UNITS = 8;

    private final NalSyntax syntax;
    private final TrackWriter writer;
    private final Fragments fragments = new Fragments();

    private boolean inUnit;
    private int timestamp;
    private long arrivalNanos;
    private boolean hasSlice;
    private boolean keyFrame;
    private boolean damaged;
    private boolean lossBefore = true;
    private boolean formatChanged;

    private boolean markerEndedLast;
    private boolean markersUnreliable;
    private boolean startCodesSeen;
    private int inspectedUnits;

    /** The NAL unit that comes in fragments now. */
    private enum Fragment {
        NONE,
        /** Goes into the stream's buffer. */
        WRITTEN,
        /** Is gathered, to be looked at whole. */
        GATHERED,
        /** Is left out: of a kind that is not kept, or of a damaged access unit. */
        DROPPED
    }

    private Fragment fragment = Fragment.NONE;

    NalAssembler(NalSyntax syntax, TrackWriter writer) {
        this.syntax = syntax;
        this.writer = writer;
    }

    /** A packet begins; its timestamp decides whether the access unit goes on. */
    void packet(int packetTimestamp, long packetArrivalNanos) {
        arrivalNanos = packetArrivalNanos;
        if (inUnit && packetTimestamp == timestamp) {
            return;
        }
        if (inUnit) {
            finish();
        } else if (markerEndedLast && packetTimestamp != timestamp) {
            markerEndedLast = false;
        }
        inUnit = true;
        timestamp = packetTimestamp;
    }

    /** The packet is used up. */
    void packetEnded(boolean marker) {
        if (!marker || markersUnreliable || !(hasSlice || damaged)) {
            return;
        }
        finish();
        markerEndedLast = true;
    }

    /** Packets are missing before the next one. */
    void packetsLost() {
        lossBefore = true;
        fragments.clear();
        if (hasSlice || fragment == Fragment.WRITTEN) {
            damage();
        }
        fragment = Fragment.NONE;
    }

    /** What was written of the access unit is gone. */
    void abandon() {
        fragment = Fragment.NONE;
        fragments.clear();
        if (hasSlice) {
            damage();
        }
    }

    /** A whole NAL unit, header included, from one packet. */
    void nalUnit(ByteBuffer nalUnit) {
        endFragment();
        if (nalUnit.remaining() < syntax.headerBytes()) {
            return;
        }
        int type = syntax.type(nalUnit.get(nalUnit.position()));
        if (inspects(type)) {
            splitAtStartCodes(nalUnit);
        } else {
            single(nalUnit);
        }
    }

    private boolean inspects(int type) {
        return startCodesSeen
                || inspectedUnits < INSPECTED_UNITS
                || syntax.kind(type) != NalSyntax.Kind.SLICE;
    }

    private void splitAtStartCodes(ByteBuffer bytes) {
        int end = bytes.limit();
        int from = bytes.position();
        boolean found = false;
        while (from < end) {
            int code = StartCodes.next(bytes, from, end);
            found |= code < end;
            int stop = found ? StartCodes.withoutTrailingZeros(bytes, from, code) : code;
            if (stop - from >= syntax.headerBytes()) {
                single(bytes.limit(stop).position(from));
                bytes.limit(end);
            }
            from = Math.min(end, code + StartCodes.LENGTH);
        }
        startCodesSeen |= found;
        bytes.position(end);
    }

    private void single(ByteBuffer nalUnit) {
        int type = syntax.type(nalUnit.get(nalUnit.position()));
        NalSyntax.Kind kind = syntax.kind(type);
        if (hasSlice && syntax.beginsAccessUnit(type)) {
            finishWithin();
        }
        switch (kind) {
            case PARAMETER_SET -> parameterSet(nalUnit);
            case SEI -> {
                applyFormat();
                if (writer.ready() && !damaged) {
                    syntax.sei(nalUnit);
                    write(nalUnit);
                }
            }
            case SLICE -> {
                int header = syntax.headerBytes();
                nalUnit.position(nalUnit.position() + header);
                boolean accepted = slice(type, nalUnit);
                nalUnit.position(nalUnit.position() - header);
                if (accepted) {
                    write(nalUnit);
                }
            }
            case DELIMITER, DROPPED -> {}
        }
    }

    private void parameterSet(ByteBuffer nalUnit) {
        int end = nalUnit.limit();
        nalUnit.limit(StartCodes.withoutTrailingZeros(nalUnit, nalUnit.position(), end));
        formatChanged |= syntax.offer(nalUnit) == ParameterSetOffer.CHANGED;
        nalUnit.limit(end);
    }

    /**
     * A slice begins.
     *
     * @param afterHeader first_mb_in_slice = 0 (H.264 §7.3.3) and first_slice_segment_in_pic_flag
     *     (H.265 §7.3.6.1) both are a first bit of 1
     * @return whether it is to be written
     */
    private boolean slice(int type, ByteBuffer afterHeader) {
        boolean firstOfPicture =
                !afterHeader.hasRemaining() || afterHeader.get(afterHeader.position()) < 0;
        if (hasSlice && firstOfPicture && !syntax.interlaced()) {
            finishWithin();
        }
        if (damaged) {
            return false;
        }
        formatChanged |= syntax.slice(type, afterHeader);
        if (!hasSlice && !beginUnit(firstOfPicture)) {
            return false;
        }
        hasSlice = true;
        keyFrame |= syntax.randomAccess(type);
        return true;
    }

    private boolean beginUnit(boolean firstOfPicture) {
        if (!firstOfPicture) {
            if (markerEndedLast && !lossBefore) {
                markersUnreliable = true; // behind every slice: from now on by timestamp
            }
            damage();
            return false;
        }
        applyFormat();
        if (!writer.ready()) {
            return false;
        }
        if (!writer.begin(timestamp, arrivalNanos)) {
            damage();
            return false;
        }
        lossBefore = false;
        return true;
    }

    /** Before anything that needs the parameter sets that just came; they come in one packet. */
    private void applyFormat() {
        if (formatChanged && !hasSlice) {
            formatChanged = false;
            syntax.format().ifPresent(writer::format);
        }
    }

    /**
     * The first fragment of a NAL unit.
     *
     * @param header the NAL unit's, rebuilt; two bytes for H.265, the first in bits 8…15
     */
    void fragmentStart(int header, ByteBuffer data) {
        endFragment();
        int type = syntax.type(syntax.headerBytes() == 2 ? header >> 8 : header);
        if (inspects(type)) {
            fragment = Fragment.GATHERED;
            fragments.begin(header, syntax.headerBytes());
            gather(data);
            return;
        }
        if (!slice(type, data)) {
            fragment = Fragment.DROPPED;
            return;
        }
        fragment = Fragment.WRITTEN;
        AccessUnitBuffer buffer = writer.buffer();
        buffer.beginNalUnit();
        if (syntax.headerBytes() == 2) {
            buffer.append(header >> 8);
        }
        buffer.append(header);
        appendOrDamage(buffer, data);
    }

    /**
     * Whether a NAL unit is under way in fragments, so that one without a start bit continues it.
     */
    boolean fragmentOpen() {
        return fragment != Fragment.NONE;
    }

    /** Whether a fragment that has no start bit may nevertheless be a first one. */
    boolean fragmentMayStart() {
        return fragment == Fragment.NONE && !lossBefore && !damaged;
    }

    /** A fragment whose beginning was lost. */
    void fragmentWithoutStart() {
        fragment = Fragment.DROPPED;
        damage();
    }

    void fragmentContinues(ByteBuffer data) {
        switch (fragment) {
            case WRITTEN -> appendOrDamage(writer.buffer(), data);
            case GATHERED -> gather(data);
            case DROPPED, NONE -> {}
        }
    }

    /** The NAL unit in fragments is whole: its end bit came, or something else begins. */
    void endFragment() {
        Fragment ended = fragment;
        fragment = Fragment.NONE;
        switch (ended) {
            case WRITTEN -> writer.buffer().endNalUnit();
            case GATHERED -> {
                splitAtStartCodes(fragments.end());
                fragments.clear();
            }
            case DROPPED, NONE -> {}
        }
    }

    private void gather(ByteBuffer data) {
        if (!fragments.append(data)) {
            fragment = Fragment.DROPPED;
            damage();
        }
    }

    private void write(ByteBuffer nalUnit) {
        AccessUnitBuffer buffer = writer.buffer();
        buffer.beginNalUnit();
        if (appendOrDamage(buffer, nalUnit)) {
            buffer.endNalUnit();
        }
    }

    private boolean appendOrDamage(AccessUnitBuffer buffer, ByteBuffer data) {
        if (buffer.append(data)) {
            return true;
        }
        fragment = Fragment.DROPPED;
        damage();
        return false;
    }

    /** The access unit under construction can't be completed; the rest of it is left aside. */
    private void damage() {
        if (!damaged && writer.ready()) {
            writer.discard();
        }
        damaged = true;
    }

    /** Another access unit begins with the same timestamp. */
    private void finishWithin() {
        finish();
        inUnit = true;
    }

    private void finish() {
        endFragment();
        if (hasSlice && !damaged) {
            writer.publish(keyFrame || syntax.keyFrameByRecoveryPoint());
            inspectedUnits++;
        }
        syntax.accessUnitEnded();
        inUnit = false;
        hasSlice = false;
        keyFrame = false;
        damaged = false;
        markerEndedLast = false;
    }
}
