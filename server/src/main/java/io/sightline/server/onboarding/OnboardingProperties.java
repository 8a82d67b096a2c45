package io.sightline.server.onboarding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxConcurrency devices asked at the same time; further ones wait
 */
@ConfigurationProperties("camera.onboarding")
record OnboardingProperties(@DefaultValue("256") int maxConcurrency) {
    OnboardingProperties {
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException(
                    "camera.onboarding.max-concurrency must be 1 or more");
        }
    }
}
