package io.sightline.server.onboarding;

import io.sightline.server.onboarding.FoundDevice.Failure;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An onboarding, as the API says it.
 *
 * @param state {@code running}, {@code found}, {@code done} or {@code failed}
 * @param step {@code reach}, {@code identify}, {@code profiles}, {@code codecs}, {@code media},
 *     {@code register}: what is being done, or where it ended
 * @param attempt the how many-th, from 1
 * @param failure why it failed, or why it is tried once more
 * @param device what was found; null until then
 * @param cameras ids of the cameras that came of it
 */
record OnboardingJson(
        String id,
        String address,
        @Nullable String name,
        String state,
        String step,
        int attempt,
        @Nullable Failure failure,
        @Nullable FoundDeviceJson device,
        List<String> cameras,
        Instant createdAt,
        Instant updatedAt) {

    /** Where an onboarding is found. */
    static String path(String id) {
        return "/api/v1/cameras/onboard/" + id;
    }

    static OnboardingJson of(Onboarding onboarding, FoundPictures pictures) {
        IntPredicate hasPicture = number -> pictures.has(onboarding, number);
        String self = path(onboarding.id());
        return new OnboardingJson(
                onboarding.id(),
                onboarding.address(),
                onboarding.wish().name(),
                onboarding.state().word(),
                onboarding.step().word(),
                onboarding.attempt(),
                onboarding.failure().orElse(null),
                onboarding
                        .found()
                        .map(device -> FoundDeviceJson.of(device, self, hasPicture))
                        .orElse(null),
                onboarding.cameras(),
                onboarding.createdAt(),
                onboarding.updatedAt());
    }
}
