package io.sightline.simulator.onvif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A profile: one stream of one channel.
 *
 * @param channel from 1
 * @param number within the channel, from 0: the main stream
 */
record Profile(int channel, int number, StreamSpec stream, boolean ptz) {

    static List<Profile> of(DeviceSpec spec) {
        List<Profile> profiles = new ArrayList<>();
        for (int channel = 0; channel < spec.channels().size(); channel++) {
            List<StreamSpec> streams = spec.channels().get(channel);
            for (int number = 0; number < streams.size(); number++) {
                profiles.add(
                        new Profile(
                                channel + 1,
                                number,
                                streams.get(number),
                                spec.ptz() && channel == 0));
            }
        }
        return profiles;
    }

    static Optional<Profile> find(List<Profile> profiles, Optional<String> token) {
        return profiles.stream()
                .filter(profile -> profile.token().equals(token.orElse("")))
                .findFirst();
    }

    String token() {
        return "profile_%d_%d".formatted(channel, number);
    }

    String name() {
        return switch (number) {
            case 0 -> "mainStream";
            case 1 -> "subStream";
            default -> "stream" + (number + 1);
        };
    }

    String sourceToken() {
        return "source_" + channel;
    }
}
