package io.sightline.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Domains depend on each other one way only. */
@AnalyzeClasses(
        packages = "io.sightline.server",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DOMAINS_HAVE_NO_CYCLES =
            slices().matching("io.sightline.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WEB_IS_PLUMBING =
            noClasses()
                    .that()
                    .resideInAPackage("..server.web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..server.camera..",
                            "..server.stream..",
                            "..server.recording..",
                            "..server.storage..",
                            "..server.live..",
                            "..server.monitoring..",
                            "..server.database..")
                    .because("the domains use HTTP, HTTP does not know the domains");

    @ArchTest
    static final ArchRule STREAMS_DO_NOT_KNOW_WHO_USES_THEM =
            noClasses()
                    .that()
                    .resideInAPackage("..server.stream..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..server.camera..",
                            "..server.recording..",
                            "..server.live..",
                            "..server.monitoring..");

    @ArchTest
    static final ArchRule ONLY_THE_DATABASE_KNOWS_ITS_ENGINE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..server.database..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.zaxxer..", "org.flywaydb..", "org.sqlite..");
}
