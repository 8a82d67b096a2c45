package io.sightline.server.onboarding;

import io.sightline.media.loop.MediaLoops;
import io.sightline.media.rtsp.RtspSettings;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.camera.AddressPolicy;
import io.sightline.server.camera.CameraTemplates;
import io.sightline.server.camera.Cameras;
import io.sightline.server.database.Database;
import io.sightline.server.notify.Notifications;
import io.sightline.server.picture.Pictures;
import io.sightline.server.secret.SecretBox;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OnboardingProperties.class)
class OnboardingConfiguration {

    private static final int TRIAL_LOOPS = 2;

    /**
     * Where streams are tried: somebody waits for their first picture, and loops that record many
     * cameras look less often (up to 30 ms) for what has come.
     */
    @Bean(defaultCandidate = false)
    MediaLoops trialLoops() {
        return MediaLoops.start("trial", TRIAL_LOOPS, Duration.ZERO);
    }

    @Bean
    FoundPictures foundPictures(Pictures pictures) {
        return new FoundPictures(pictures);
    }

    @Bean
    OnboardingRepository onboardingRepository(Database database, SecretBox secrets) {
        return new OnboardingRepository(database, secrets);
    }

    @Bean
    OnboardingJournal onboardingJournal(
            Database database, OnboardingRepository repository, AuditLog audit) {
        return new OnboardingJournal(database, repository, audit);
    }

    @Bean
    Registration registration(Cameras cameras) {
        return new Registration(cameras);
    }

    @Bean
    OnboardingWork onboardingWork(
            OnboardingJournal journal,
            AddressPolicy addresses,
            CameraTemplates templates,
            RtspSettings settings,
            @Qualifier("trialLoops") MediaLoops loops,
            FoundPictures pictures,
            Registration registration,
            Notifications notifications,
            OnboardingProperties properties,
            InstantSource clock) {
        DeviceExplorer explorer =
                new DeviceExplorer(
                        addresses,
                        new TemplateSearch(templates, settings),
                        new StreamTrials.Equipment(settings, loops, pictures, clock));
        return new OnboardingWork(
                journal,
                explorer,
                pictures,
                registration,
                notifications,
                clock,
                properties.maxConcurrency());
    }

    @Bean
    Onboardings onboardings(
            Database database,
            OnboardingRepository repository,
            OnboardingJournal journal,
            OnboardingWork work,
            FoundPictures pictures,
            Registration registration,
            InstantSource clock) {
        return new Onboardings(database, repository, journal, work, pictures, registration, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> resumedOnboardings(Onboardings onboardings) {
        return _ -> onboardings.resume();
    }
}
