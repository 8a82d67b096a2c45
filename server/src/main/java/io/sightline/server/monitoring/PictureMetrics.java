package io.sightline.server.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sightline.server.picture.PictureFigures;
import java.util.function.ToDoubleFunction;

/** What still pictures cost. */
final class PictureMetrics implements MeterBinder {

    private final PictureFigures figures;

    PictureMetrics(PictureFigures figures) {
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "picture_requests", "Pictures asked for", PictureFigures::asked);
        counter(registry, "picture_decoded", "Pictures decoded", PictureFigures::decoded);
        counter(registry, "picture_failed", "Pictures not decodable", PictureFigures::failed);
        counter(registry, "picture_refused", "Pictures without a turn", PictureFigures::refused);
        counter(
                registry,
                "picture_decoding_seconds",
                "Time that decoders ran",
                PictureFigures::decodingSeconds);
    }

    private void counter(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<PictureFigures> value) {
        FunctionCounter.builder(name, figures, value).description(description).register(registry);
    }
}
