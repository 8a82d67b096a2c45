package io.sightline.server.camera;

import io.sightline.server.web.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/camera-templates}: by what URLs manufacturers' cameras serve their streams. */
@RestController
@RequestMapping("/api/v1/camera-templates")
class TemplateResource {

    private final CameraTemplates templates;

    TemplateResource(CameraTemplates templates) {
        this.templates = templates;
    }

    @GetMapping
    Page<CameraTemplate> list() {
        return new Page<>(templates.all(), null);
    }
}
