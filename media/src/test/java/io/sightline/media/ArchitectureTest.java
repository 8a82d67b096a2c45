package io.sightline.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The way of a byte is one way, and no framework stands in it. */
@AnalyzeClasses(
        packages = "io.sightline.media",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.sightline.media.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_FRAMEWORK =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sightline.media..",
                            "io.sightline.handshake..",
                            "java..",
                            "javax..",
                            "org.slf4j..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .optionalLayer("bits")
                    .definedBy("..media.bits..")
                    .optionalLayer("codec")
                    .definedBy("..media.codec..")
                    .optionalLayer("cmaf")
                    .definedBy("..media.cmaf..")
                    .optionalLayer("stream")
                    .definedBy("..media.stream..")
                    .optionalLayer("wire")
                    .definedBy("..media.rtp..", "..media.sdp..", "..media.mediatime..")
                    .optionalLayer("rtsp")
                    .definedBy("..media.rtsp..")
                    .optionalLayer("out")
                    .definedBy(
                            "..media.hls..", "..media.mse..", "..media.segment..", "..media.clip..")
                    .whereLayer("rtsp")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("out")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("wire")
                    .mayOnlyBeAccessedByLayers("rtsp")
                    .whereLayer("stream")
                    .mayOnlyBeAccessedByLayers("rtsp", "wire", "out")
                    .whereLayer("cmaf")
                    .mayOnlyBeAccessedByLayers("stream", "rtsp", "wire", "out");
}
