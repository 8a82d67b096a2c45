package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.stream.StreamProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** application.yml documents every setting with its default: what it says is what holds. */
class SettingsTest {

    @TempDir Path data;

    private static List<PropertySource<?>> documented() throws IOException {
        return new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"));
    }

    static Stream<Class<?>> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.sightline.server").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(SettingsTest::load);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void documentsTheDefaultsThatHold(Class<?> type) throws IOException {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        Object fromFile =
                new Binder(ConfigurationPropertySources.from(documented()))
                        .bindOrCreate(prefix, Bindable.of(type));
        Object builtIn =
                new Binder(List.<ConfigurationPropertySource>of())
                        .bindOrCreate(prefix, Bindable.of(type));
        assertThat(fromFile).isEqualTo(builtIn);
    }

    @Test
    void documentsEveryStreamSetting() throws IOException {
        PropertySource<?> file = documented().getFirst();
        for (var component : StreamProperties.class.getRecordComponents()) {
            String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThat(file.containsProperty("stream." + key)).as(key).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--stream.window=1s",
                "--stream.max-heap=1KB",
                "--stream.media-loops=-1",
                "--stream.chunk-duration=2s",
                "--camera.stream.naming=cam_{mac}",
                "--camera.rtsp.connect-timeout=0s",
                "--camera.probe.max-concurrency=0",
                "--stream.close-delay=soon"
            })
    void refusesToStartWithASettingThatCannotBe(String setting) {
        String key = setting.substring(2, setting.indexOf('='));
        assertThatThrownBy(
                        () ->
                                SightlineServer.start(
                                        "--data", data.toString(), "--port", "0", setting))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused ->
                                assertThat(refused.exitCode())
                                        .isEqualTo(StartRefused.CONFIGURATION))
                .hasMessageContaining(key.substring(key.lastIndexOf('.') + 1));
    }
}
