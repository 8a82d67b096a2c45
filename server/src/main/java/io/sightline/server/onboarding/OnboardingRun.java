package io.sightline.server.onboarding;

import io.sightline.media.rtsp.RtspCredentials;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** An onboarding that is being worked on. Safe for use by any thread. */
final class OnboardingRun {

    private final Optional<RtspCredentials> credentials;
    private final CompletableFuture<Onboarding> settled = new CompletableFuture<>();
    private volatile Onboarding now;
    private volatile boolean cancelled;

    OnboardingRun(Onboarding onboarding, Optional<RtspCredentials> credentials) {
        this.now = onboarding;
        this.credentials = credentials;
    }

    String id() {
        return now.id();
    }

    /** As it stands now. */
    Onboarding now() {
        return now;
    }

    Optional<RtspCredentials> credentials() {
        return credentials;
    }

    /** One change at a time: streams of a device come forward at different times. */
    synchronized Onboarding change(UnaryOperator<Onboarding> how) {
        now = how.apply(now);
        return now;
    }

    /** Nobody wants to hear of it any more. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** It has come to its end, as it stands now, and that is stored. */
    void settle() {
        settled.complete(now);
    }

    boolean isSettled() {
        return settled.isDone();
    }

    /** How it came out; empty when it has not after {@code limit}. */
    Optional<Onboarding> awaitEnd(Duration limit) throws InterruptedException {
        try {
            return Optional.of(settled.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
