package io.sightline.server.onboarding;

import io.sightline.server.audit.Actor;
import io.sightline.server.onboarding.FoundDevice.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device on its way to being a camera. Immutable: each step makes a new one, which is stored.
 *
 * @param accountId whose wish it is
 * @param actor whom the audit log names
 * @param address as it was typed
 * @param attempt how often it was begun, from 1
 * @param cameras ids of the cameras that came of it
 */
record Onboarding(
        String id,
        String accountId,
        Actor actor,
        String address,
        Wish wish,
        OnboardingState state,
        OnboardingStep step,
        int attempt,
        Optional<Failure> failure,
        Optional<FoundDevice> found,
        List<String> cameras,
        Instant createdAt,
        Instant updatedAt) {

    Onboarding {
        cameras = List.copyOf(cameras);
    }

    boolean running() {
        return state == OnboardingState.RUNNING;
    }

    /** As the wish of somebody else. */
    Onboarding by(Actor other) {
        return new Onboarding(
                id, accountId, other, address, wish, state, step, attempt, failure, found, cameras,
                createdAt, updatedAt);
    }

    Onboarding begins(int number, Instant now) {
        return with(
                OnboardingState.RUNNING,
                OnboardingStep.REACH,
                number,
                Optional.empty(),
                found,
                now);
    }

    Onboarding at(OnboardingStep next, Instant now) {
        return with(OnboardingState.RUNNING, next, attempt, failure, found, now);
    }

    /** Not given up: it will be tried again. */
    Onboarding stumbles(Failure reason, Instant now) {
        return with(OnboardingState.RUNNING, step, attempt, Optional.of(reason), found, now);
    }

    Onboarding fails(Failure reason, Instant now) {
        return with(OnboardingState.FAILED, step, attempt, Optional.of(reason), found, now);
    }

    /** What was found may be the very thing that can't be stored. */
    Onboarding unstored(Instant now) {
        Optional<Failure> reason = failure.or(() -> Optional.of(Failures.NOT_STORED));
        return with(OnboardingState.FAILED, step, attempt, reason, Optional.empty(), now);
    }

    Onboarding finds(FoundDevice device, OnboardingState next, Instant now) {
        return with(next, step, attempt, Optional.empty(), Optional.of(device), now);
    }

    Onboarding registers(List<String> ids, Instant now) {
        return new Onboarding(
                id,
                accountId,
                actor,
                address,
                wish,
                OnboardingState.DONE,
                OnboardingStep.REGISTER,
                attempt,
                Optional.empty(),
                found,
                ids,
                createdAt,
                now);
    }

    private Onboarding with(
            OnboardingState newState,
            OnboardingStep newStep,
            int newAttempt,
            Optional<Failure> newFailure,
            Optional<FoundDevice> newFound,
            Instant now) {
        return new Onboarding(
                id,
                accountId,
                actor,
                address,
                wish,
                newState,
                newStep,
                newAttempt,
                newFailure,
                newFound,
                cameras,
                createdAt,
                now);
    }
}
