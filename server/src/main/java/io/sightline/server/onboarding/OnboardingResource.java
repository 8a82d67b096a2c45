package io.sightline.server.onboarding;

import io.sightline.server.access.Caller;
import io.sightline.server.picture.Picture;
import io.sightline.server.picture.PictureException;
import io.sightline.server.web.Page;
import io.sightline.server.web.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/cameras/onboard}: from an address and a password to a camera. */
@RestController
@RequestMapping("/api/v1/cameras/onboard")
class OnboardingResource {

    /** For so long the request that begins an onboarding waits for its end (C2). */
    private static final Duration SYNCHRONOUS = Duration.ofSeconds(15);

    /** It is the same as long as it is there. */
    private static final Duration PICTURE_KEPT = Duration.ofMinutes(5);

    private static final int MOST_NAME_CHARACTERS = 200;

    private final Onboardings onboardings;

    OnboardingResource(Onboardings onboardings) {
        this.onboardings = onboardings;
    }

    /**
     * A device to be added.
     *
     * @param address host, host:port or the URL of its ONVIF service
     * @param name of the camera; made of what the device says when null
     * @param record whether it is recorded; it is unless this says otherwise
     * @param confirm true to look at what was found before it is registered
     * @param template manufacturer's template for devices without ONVIF
     * @param waitSeconds how long the answer may take, at most 15
     */
    record NewDevice(
            @Nullable String address,
            @Nullable String username,
            @Nullable String password,
            @Nullable String name,
            @Nullable Boolean record,
            @Nullable Boolean confirm,
            @Nullable String template,
            @Nullable List<String> groups,
            @Nullable List<String> tags,
            @Nullable Integer waitSeconds) {
        @Override
        public String toString() {
            return "NewDevice " + address;
        }
    }

    /** Another attempt; with another user and password if there are any. */
    record Again(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Again " + username;
        }
    }

    /**
     * What of a device is wanted, and how.
     *
     * @param channels all when empty
     * @param streamNames what its streams are to be called, by the names that were proposed
     */
    record Chosen(@Nullable List<Integer> channels, @Nullable Map<String, String> streamNames) {}

    @PostMapping
    ResponseEntity<OnboardingJson> begin(Caller caller, @RequestBody NewDevice device)
            throws InterruptedException {
        OnboardingTarget target =
                OnboardingTarget.of(device.address(), device.username(), device.password());
        Wish wish =
                new Wish(
                        checkedName(device.name()),
                        device.record() == null || device.record(),
                        Boolean.TRUE.equals(device.confirm()),
                        device.template(),
                        Objects.requireNonNullElse(device.groups(), List.of()),
                        Objects.requireNonNullElse(device.tags(), List.of()));
        Onboarding begun =
                onboardings.begin(caller, Objects.requireNonNull(device.address()), target, wish);
        return answer(onboardings.await(begun.id(), wait(device.waitSeconds())));
    }

    @GetMapping
    Page<OnboardingJson> list(@RequestParam(defaultValue = "50") int limit) {
        return new Page<>(
                onboardings.newest(Page.checkedLimit(limit)).stream().map(this::json).toList(),
                null);
    }

    @GetMapping("/{id}")
    OnboardingJson get(@PathVariable String id) {
        return json(onboardings.get(id));
    }

    private OnboardingJson json(Onboarding onboarding) {
        return onboardings.json(onboarding);
    }

    /**
     * What a stream shows that waits to be looked at, as JPEG.
     *
     * @param number of the stream, from 1, in the order of the device's
     */
    @GetMapping(path = "/{id}/streams/{number}/picture.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> picture(@PathVariable String id, @PathVariable int number)
            throws InterruptedException {
        try {
            Picture picture =
                    onboardings
                            .picture(id, number)
                            .orElseThrow(
                                    () -> ProblemException.notFound("picture", id + "/" + number));
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.maxAge(PICTURE_KEPT).cachePrivate())
                    .contentType(MediaType.IMAGE_JPEG)
                    .body(picture.jpeg());
        } catch (PictureException e) {
            throw e.asProblem();
        }
    }

    @PostMapping("/{id}/retry")
    ResponseEntity<OnboardingJson> retry(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Again again)
            throws InterruptedException {
        Onboarding begun =
                onboardings.retry(
                        caller,
                        id,
                        again == null
                                ? Optional.empty()
                                : OnboardingTarget.credentials(again.username(), again.password()));
        return answer(onboardings.await(begun.id(), SYNCHRONOUS));
    }

    @PostMapping("/{id}/register")
    ResponseEntity<OnboardingJson> register(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Chosen chosen) {
        Chosen wanted = chosen == null ? new Chosen(null, null) : chosen;
        return answer(
                onboardings.register(
                        caller,
                        id,
                        Objects.requireNonNullElse(wanted.channels(), List.of()),
                        Objects.requireNonNullElse(wanted.streamNames(), Map.of())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        onboardings.delete(id);
    }

    /** 201 with cameras, 200 with what waits to be looked at, 202 while it goes on. */
    private ResponseEntity<OnboardingJson> answer(Onboarding onboarding) {
        URI self = URI.create(OnboardingJson.path(onboarding.id()));
        OnboardingJson json = json(onboarding);
        return switch (onboarding.state()) {
            case DONE -> ResponseEntity.created(self).body(json);
            case FOUND -> ResponseEntity.ok().location(self).body(json);
            case RUNNING -> ResponseEntity.accepted().location(self).body(json);
            case FAILED -> throw problem(onboarding);
        };
    }

    private static ProblemException problem(Onboarding onboarding) {
        ProblemException problem = OnboardingException.problem(onboarding.failure().orElseThrow());
        problem.getBody().setProperty("onboarding", onboarding.id());
        problem.getBody().setProperty("step", onboarding.step().word());
        return problem;
    }

    private static Duration wait(@Nullable Integer seconds) {
        return seconds == null
                ? SYNCHRONOUS
                : Duration.ofSeconds(Math.clamp(seconds, 0, SYNCHRONOUS.toSeconds()));
    }

    private static @Nullable String checkedName(@Nullable String name) {
        if (name != null
                && (name.strip().length() > MOST_NAME_CHARACTERS
                        || name.chars().anyMatch(Character::isISOControl))) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-camera-name",
                    "Not a camera name",
                    "A camera's name has at most 200 characters.");
        }
        return name;
    }
}
