package io.sightline.server.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sightline.onvif.ptz.PtzVector;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a camera is told. What is not said of a movement is 0.
 *
 * @param pan −1 (left) … 1 (right): a speed, a position or a way
 * @param tilt −1 (down) … 1 (up)
 * @param zoom −1 (wider) … 1 (closer); as a position 0 … 1
 * @param preset token of the preset to go to
 * @param holdSeconds how long a continuous move lasts that is neither stopped nor asked for again
 */
record PtzCommand(
        @Nullable Action action,
        @Nullable Double pan,
        @Nullable Double tilt,
        @Nullable Double zoom,
        @Nullable String preset,
        @Nullable Integer holdSeconds) {

    private static final int USUAL_HOLD_SECONDS = 5;
    private static final int LONGEST_HOLD_SECONDS = 60;

    /** What kind of command it is. */
    enum Action {
        /** At a speed, until it is stopped. */
        CONTINUOUS,
        /** To a position. */
        ABSOLUTE,
        /** Some way from where it looks. */
        RELATIVE,
        STOP,
        /** To a view that it keeps. */
        PRESET,
        HOME;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @throws IllegalArgumentException when there is no such action
         */
        @JsonCreator
        static Action of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    Action checkedAction() {
        if (action == null) {
            throw DeviceProblems.invalid(
                    "An action is continuous, absolute, relative, stop, preset or home.");
        }
        return action;
    }

    /** The movement that is asked for. */
    PtzVector vector() {
        try {
            return new PtzVector(number(pan), number(tilt), number(zoom));
        } catch (IllegalArgumentException e) {
            throw DeviceProblems.invalid("pan, tilt and zoom are numbers from -1 to 1.");
        }
    }

    /** Where it is to look: what is not said stays as it is. */
    PtzVector positionFrom(Optional<PtzVector> present) {
        PtzVector from = present.orElse(PtzVector.NONE);
        try {
            return new PtzVector(
                    pan == null ? from.pan() : pan,
                    tilt == null ? from.tilt() : tilt,
                    zoom == null ? from.zoom() : zoom);
        } catch (IllegalArgumentException e) {
            throw DeviceProblems.invalid("pan, tilt and zoom are numbers from -1 to 1.");
        }
    }

    private static double number(@Nullable Double given) {
        return given == null ? 0 : given;
    }

    Duration hold() {
        int seconds = holdSeconds == null ? USUAL_HOLD_SECONDS : holdSeconds;
        if (seconds < 1 || seconds > LONGEST_HOLD_SECONDS) {
            throw DeviceProblems.invalid("holdSeconds is from 1 to " + LONGEST_HOLD_SECONDS + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    String checkedPreset() {
        if (preset == null || preset.isBlank()) {
            throw DeviceProblems.invalid("Say the token of the preset to go to.");
        }
        return preset;
    }
}
