package io.sightline.server.onboarding;

import io.sightline.server.onboarding.FoundDevice.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an onboarding has come, as those are told who listen. What was found is asked for.
 *
 * @param id of the onboarding
 * @param address as it was typed
 * @param failure why it failed, or why it is tried once more
 * @param cameras ids of the cameras that came of it
 */
record OnboardingNews(
        String id,
        String address,
        String state,
        String step,
        int attempt,
        @Nullable Failure failure,
        List<String> cameras) {

    static OnboardingNews of(Onboarding onboarding) {
        return new OnboardingNews(
                onboarding.id(),
                onboarding.address(),
                onboarding.state().word(),
                onboarding.step().word(),
                onboarding.attempt(),
                onboarding.failure().orElse(null),
                onboarding.cameras());
    }
}
