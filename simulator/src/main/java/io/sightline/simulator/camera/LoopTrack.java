package io.sightline.simulator.camera;

import io.sightline.simulator.clip.AudioCodec;
import io.sightline.simulator.clip.Clip;
import io.sightline.simulator.clip.EncodedUnit;
import io.sightline.simulator.clip.VideoCodec;
import io.sightline.simulator.rtp.NalUnits;
import io.sightline.simulator.rtp.Packetiser;
import io.sightline.simulator.rtp.RtpUnit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One track of a clip, packetised: shared by every camera that plays it. */
final class LoopTrack {

    private final TrackDescription description;
    private final List<RtpUnit> units = new ArrayList<>();
    private final long[] dtsTicks;
    private final long[] ptsTicks;
    private final long loopTicks;

    private LoopTrack(TrackDescription description, List<EncodedUnit> encoded, long loopTicks) {
        this.description = description;
        this.dtsTicks = encoded.stream().mapToLong(EncodedUnit::dtsTicks).toArray();
        this.ptsTicks = encoded.stream().mapToLong(EncodedUnit::ptsTicks).toArray();
        this.loopTicks = loopTicks;
    }

    static LoopTrack video(Clip clip) {
        VideoCodec codec = clip.spec().video();
        TrackDescription description =
                TrackDescription.ofVideo(codec, parts(codec, clip.video().getFirst()));
        LoopTrack track =
                new LoopTrack(
                        description,
                        clip.video(),
                        (long) clip.spec().seconds() * description.clockHz());
        Packetiser packetiser = description.packetiser(codec);
        for (EncodedUnit unit : clip.video()) {
            track.units.add(packetiser.packetise(parts(codec, unit), unit.keyFrame()));
        }
        return track;
    }

    private static List<ByteBuffer> parts(VideoCodec codec, EncodedUnit unit) {
        return switch (codec) {
            case H264, H264_B_FRAMES, H265 -> NalUnits.fromAnnexB(unit.data());
            case MJPEG -> List.of(unit.data());
        };
    }

    static LoopTrack audio(AudioCodec codec, int seconds, List<EncodedUnit> frames) {
        TrackDescription description = TrackDescription.ofAudio(codec);
        LoopTrack track =
                new LoopTrack(description, frames, (long) seconds * description.clockHz());
        Packetiser packetiser = description.packetiser(codec);
        for (EncodedUnit unit : frames) {
            track.units.add(packetiser.packetise(List.of(unit.data()), true));
        }
        return track;
    }

    TrackDescription description() {
        return description;
    }

    int size() {
        return units.size();
    }

    RtpUnit unit(int index) {
        return units.get(index);
    }

    long dtsTicks(int index) {
        return dtsTicks[index];
    }

    long ptsTicks(int index) {
        return ptsTicks[index];
    }

    long loopTicks() {
        return loopTicks;
    }

    /** By how much presentation trails decoding: that of the first unit, which is a key frame. */
    long reorderTicks() {
        return ptsTicks[0];
    }

    /** The number in the bar code of the unit at {@code index}. */
    int frameNumber(int index) {
        long ticksPerFrame = loopTicks / units.size();
        return (int) ((ptsTicks[index] - reorderTicks()) / ticksPerFrame);
    }
}
