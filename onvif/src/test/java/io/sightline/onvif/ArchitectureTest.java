package io.sightline.onvif;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A library without framework, in layers: XML and HTTP, SOAP on top, the services on that. */
@AnalyzeClasses(
        packages = "io.sightline.onvif",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_FRAMEWORK =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.sightline.onvif..",
                            "io.sightline.handshake..",
                            "java..",
                            "javax..",
                            "com.ctc.wstx..",
                            "org.codehaus.stax2..",
                            "org.slf4j..",
                            "org.jspecify..");

    /** The parser that is used everywhere is the one that refuses what is dangerous. */
    @ArchTest
    static final ArchRule ONE_PARSER =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..onvif.xml..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javax.xml..",
                            "org.w3c..",
                            "org.xml..",
                            "com.ctc.wstx..",
                            "org.codehaus.stax2..");

    @ArchTest
    static final ArchRule ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("xml")
                    .definedBy("..onvif.xml..")
                    .layer("http")
                    .definedBy("..onvif.http..")
                    .layer("soap")
                    .definedBy("..onvif.soap..")
                    .layer("services")
                    .definedBy("..onvif.media..", "..onvif.ptz..", "..onvif.imaging..")
                    .layer("event")
                    .definedBy("..onvif.event..")
                    .layer("discovery")
                    .definedBy("..onvif.discovery..")
                    .layer("device")
                    .definedBy("io.sightline.onvif")
                    .whereLayer("device")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("discovery")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("services")
                    .mayOnlyBeAccessedByLayers("device")
                    .whereLayer("event")
                    .mayOnlyBeAccessedByLayers("device")
                    .whereLayer("soap")
                    .mayOnlyBeAccessedByLayers("device", "services", "event")
                    .whereLayer("xml")
                    .mayOnlyBeAccessedByLayers("device", "services", "event", "soap", "discovery");
}
