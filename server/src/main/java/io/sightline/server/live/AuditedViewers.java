package io.sightline.server.live;

import io.sightline.server.access.Caller;
import io.sightline.server.audience.Audience;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Target;
import io.sightline.server.audit.ViewLog;
import java.util.Map;

/** Enters views in the audit log, and counts those who watch. */
final class AuditedViewers implements LiveViewers {

    private final ViewLog views;
    private final Audience audience;

    AuditedViewers(ViewLog views, Audience audience) {
        this.views = views;
        this.audience = audience;
    }

    @Override
    public void viewed(Caller caller, String stream) {
        enter(caller, stream);
        audience.asked(caller, stream, Audience.Kind.LIVE);
    }

    @Override
    public Runnable joined(Caller caller, String stream) {
        enter(caller, stream);
        return audience.joined(stream);
    }

    private void enter(Caller caller, String stream) {
        views.viewed(caller.actor(), Action.LIVE_VIEW, Target.stream(stream), Map.of());
    }
}
