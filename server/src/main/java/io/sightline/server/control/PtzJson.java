package io.sightline.server.control;

import io.sightline.onvif.ptz.PtzLimits;
import io.sightline.onvif.ptz.PtzPreset;
import io.sightline.onvif.ptz.PtzStatus;
import io.sightline.onvif.ptz.PtzVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera looks, and where it can be made to look.
 *
 * @param position null when the camera does not say
 * @param moving null when the camera does not say
 */
record PtzJson(
        @Nullable PtzPosition position,
        @Nullable Boolean moving,
        PtzAbilities abilities,
        List<Preset> presets) {

    /**
     * In ONVIF's generic spaces.
     *
     * @param pan −1 (left) … 1 (right)
     * @param tilt −1 (down) … 1 (up)
     * @param zoom 0 (wide) … 1 (tele)
     */
    record PtzPosition(double pan, double tilt, double zoom) {
        static PtzPosition of(PtzVector vector) {
            return new PtzPosition(vector.pan(), vector.tilt(), vector.zoom());
        }
    }

    /**
     * What the camera can do.
     *
     * @param presets how many it keeps at most; 0 if none
     */
    record PtzAbilities(
            boolean continuous,
            boolean absolute,
            boolean relative,
            boolean panTilt,
            boolean zoom,
            boolean home,
            int presets) {
        static PtzAbilities of(PtzLimits limits) {
            return new PtzAbilities(
                    limits.continuous(),
                    limits.absolute(),
                    limits.relative(),
                    limits.panTilt(),
                    limits.zoom(),
                    limits.home(),
                    limits.presets());
        }
    }

    /**
     * A view that the camera keeps.
     *
     * @param name may be empty
     * @param position null when the camera does not say
     */
    record Preset(String token, String name, @Nullable PtzPosition position) {
        static Preset of(PtzPreset preset) {
            return new Preset(
                    preset.token(),
                    preset.name(),
                    preset.position().map(PtzPosition::of).orElse(null));
        }
    }

    static PtzJson of(PtzStatus status, PtzLimits limits, List<PtzPreset> presets) {
        return new PtzJson(
                status.position().map(PtzPosition::of).orElse(null),
                status.moving().orElse(null),
                PtzAbilities.of(limits),
                presets.stream().map(Preset::of).toList());
    }
}
