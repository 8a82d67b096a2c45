package io.sightline.server.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The templates that there are; data, in {@code templates.json}. */
public final class CameraTemplates {

    private final List<CameraTemplate> templates;

    private CameraTemplates(List<CameraTemplate> templates) {
        this.templates = templates;
    }

    static CameraTemplates read() {
        try (InputStream in =
                Objects.requireNonNull(
                        CameraTemplates.class.getResourceAsStream("templates.json"))) {
            return new CameraTemplates(
                    List.of(new JsonMapper().readValue(in, CameraTemplate[].class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<CameraTemplate> all() {
        return templates;
    }

    /** The first that is called so; a manufacturer's usual one stands before its others. */
    Optional<CameraTemplate> find(String idOrManufacturer) {
        String word = idOrManufacturer.strip();
        return templates.stream().filter(template -> template.isCalled(word)).findFirst();
    }
}
